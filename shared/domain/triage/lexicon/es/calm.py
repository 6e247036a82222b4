"""Spanish for what calms."""

from shared.domain.triage.concepts import Concept

PHRASES = {
    Concept.HYPOTHETICAL: """
        que pasa|pasaria|hago|haria|hacer si, si algun dia|alguien ..|dia|llegara, si
        alguien alguna, hipotetic*, para una|un|mi|la|el ?clase
        tarea|clase|trabajo|proyecto|taller|capacitacion|reunion|platica|ensayo, es solo una
        pregunta, como funciona|reporto|borro|denuncio|se, simulacro, plan de seguridad
    """,
    Concept.NOTHING_HAPPENED: """
        no ha|han pasado nada, nada ha|paso, no paso nada, no ocurrio|sucedio, no es real,
        no hay ningun|ninguna
    """,
    Concept.FICTION: """
        en|la|esa|esta|una ?la|una pelicula|serie|novela|cuento donde|que|sobre, en la|una
        pelicula|serie|novela, episodio|capitulo|telenovela|documental|podcast, las|la
        noticias|noticia, en el noticiero, un personaje, mi novela|cuento|guion, podcast
    """,
    Concept.FIGURATIVE: """
        jaja*, jeje*, jiji*, de risa, me muero de|por, es broma, mi|mis mama|papa|papas|jefa
        ?me va|van a matar ?hoy por, me va a matar ..|reprobar|calificaciones|tarde|boleta,
        muerto de, xd, lol
    """,
    Concept.ADULTS_ONLY: """
        no hay ?ningun menores|ninos|menor, somos|son todos|ambos|dos ?adultos|mayores,
        tengo {grown}, mayores|mayor de edad, todos adultos, sin menores
    """,
    Concept.GONE: """
        murio|fallecio|muerto, ya murio|fallecio, en la|esta|sigue carcel|preso|prision,
        preso, condenado|sentenciado, cadena perpetua, que descanse
    """,
    Concept.RESOLVED: """
        ya aparecio|regreso|volvio|esta|llego, esta|estan ?ya
        bien|salvo|seguro|segura|detenido|casa, a salvo,
        arrestaron|detuvieron|arrestado|detenido, lo|la bloqueamos|bloquee|bloqueo, falsa
        alarma, fue un malentendido, se resolvio|arreglo, seguimiento, mi reporte
        anterior|pasado, ya ?lo denunciamos|reporte
    """,
    Concept.WEBSITE: """
        pagina|sitio|perfil|cuenta|canal|usuario|enlace|grupo|link|web,
        borrenlo|borrenla|quitenlo|cierrenlo|cierrenla|bloqueen|borren|eliminen,
        disco|memoria
    """,
    Concept.UNSOLICITED: """
        spam, correo|mensaje|enlace|link basura|no|raro|extrano|desconocido, numero
        desconocido|equivocado, publicidad|anuncio ?para|de adultos, me|nos llego|mandaron
        un|una
    """,
    Concept.MISLEADING: """
        era ..|pagina|sitio|infantil|ahora, ahora es|muestra|abre|lleva, parece
        ..|infantil|ninos, redirige, enganos*, palabras clave, sale ..|buscar|busco|buscas
    """,
    Concept.OTHER_MATTER: """
        chamarra|abrigo|lonche|tarea|perro|gato|ruido, pension|manutencion, acoso
        escolar|bullying, robo|robaron|robado, estafa|fraude,
        boleta|calificaciones|reprobar, grosera|grosero, renta|casero, divorcio, reembolso,
        contrasena, basura, vacunas, se burlan|burlas
    """,
    Concept.SPAM: """
        compra|gana|gratis|oferta|descuento|prestamo|prestamos, prueba, esto es una prueba,
        haz clic, seguidores, hola hola, visita nuestra|nuestro
    """,
    Concept.SOFTWARE: """
        sistema|administrador, ignora|ignore ..|instrucciones,
        marca|marcar|clasifica|clasificar|responde ..|como|este|urgencia|prioridad,
        prioridad baja|alta, urgencia
    """,
}
