"""Spanish for harm by picture, message and money, and what is told of it."""

from shared.domain.triage.concepts import Concept

PHRASES = {
    Concept.CONTACT: """
        le|me|la|lo
        escribe|manda|mandan|habla|platica|llama|pide|pidio|ofrece|busca|agrega|sigue|regala|dice|compra|envia|insiste,
        platica|chatea|habla|escribe|platicando|chateando|hablando ..|con, mi
        reina|amor|princesa|bebe, nuestro secreto, novio
        ..|internet|mayor|grande|adulto|linea, anda con|saliendo con, mensajes de,
        enamorada|enamorado, solicitud de, groom*
    """,
    Concept.PICTURES: """
        {quien} pide|piden|pidio|exige|mando|manda|mande|envio|pidiendo ..|{fotos}, {fotos}
        de|sin|en ..|cuerpo|ropa|ella|desnuda|desnudo|intimas, desnud*, por la|en camara,
        intimas, mis|sus|mi|su {fotos}
    """,
    Concept.HIDING: """
        no {quien} diga*|digas|cuente*|cuentes ?a ?nadie|mama|papa|papas|sus, no
        decir|dijera|digas|diga|contar, borra|borrar|borre|borrara|borro
        ..|mensajes|chat|conversacion|todo, secreto, a escondidas, escondido|escondida
        de|el|telefono, otro|segundo celular|telefono|perfil|cuenta
    """,
    Concept.BLACKMAIL: """
        chantaje*|chantajea|extorsion*|sextorsion, si no {quien}
        ..|pago|paga|mando|manda|deposito|deposita|envio|dinero|hago|hace, si no
        pago|paga|mando|manda|deposito|deposita|envio|hago|hace, va|van|voy|amenaza|amenazan
        ..|a|con subir*|publicar*|mandar*|ensenar*|enviar*|compartir*|difundir*, o {quien}
        sube*|publica*|manda*|suben|publican|mandan|comparte,
        piden|pide|quiere|quieren|exige|exigen ..|dinero|deposito|tarjetas|pesos|dolares|#,
        ya deposite|pague|mande, publicar|subir|mandar|enviar|ensenar
        ..|mi|mis|sus|su|la|las {fotos}, a todos mis|sus ?contactos|amigos|seguidores,
        tarjetas de regalo, me quiere|va a quemar, no pago|pagamos|deposito, porque no
        pago|pague|mande|deposito, por las fotos, si no ..|fotos|dinero
    """,
    Concept.DEADLINE: """
        antes de ?las|la|manana|medianoche|#, hasta las|manana|#|el|hoy|{dia},
        hoy|manana|esta noche, a medianoche, # horas|hrs|minutos, plazo, cuenta regresiva,
        ya ?le|la|las|los|se|lo empezo|mando|subio|publico|mandaron|subieron|empezaron, para
        el|hoy|manana {dia}, en una hora, ultimo aviso, una hora, empezaron|empezo a, ya
        empezaron|empezo, le|les mandaron|mando ..|companeros|amigos
    """,
    Concept.POSTED: """
        {fotos}
        ..|circula*|circulan|circulando|compartio|comparten|rolando|subieron|pasando|publicaron|grupo|escuela,
        subio|subieron|publico|publicaron|compartio|compartieron|mandaron|pasaron|difundieron
        ..|{fotos}|grupo|todos, con mi|su nombre, toda la escuela, perfil con ..|{fotos}, en
        un|el grupo, pasando|circulando|compartiendo|mandando|rolando|subiendo ?las|unas|mis
        {fotos}, fotos de una nina|nino|companera|alumna|muchacha
    """,
    Concept.LIVE: """
        en vivo, transmision|transmite|transmitiendo|transmitir, directo|stream
    """,
    Concept.SALE: """
        vende|venden|vendiendo|vender|ofrece|ofrecen|ofreciendo|rentan|renta|ofrecieron ?a
        ?una|un|la|su|mi|unas|dos {nino}, venderla|venderlo|venderme|venderlas,
        cliente|clientes, trata de, prostitu*, la|me ofrecen|ofrece|venden|vende, pagan
        por|a ..|ella|estar|nina|nino, comprador, hombres ..|entran|salen|pagan,
        explotan|explota|explotando, padrote, ofreciendo|ofrecen|venden|vendiendo a
        ..|muchacha|nina|chica|menor|joven|menores
    """,
    Concept.EXPLOITED: """
        le quita|quitan|guarda|guardan ..|dinero|documentos|pasaporte, debe|deuda|deber,
        trabajar|trabaja ..|bar|cantina|hotel|pagar, agencia|modelo|modelaje, novio
        ..|mayor|grande ..|compra|lleva|regala, diferentes hombres|hoteles, fiestas
        con|fuera
    """,
    Concept.FILES: """
        pornografia ?infantil ?de ?menores|ninos,
        material|contenido|archivos|carpetas|{fotos}
        ..|menores|ninos|ninas|infantil|ilegal|ilegales|abuso, carpetas|packs|pack|paginas
        con|de ?fotos|videos ?de menores|ninos|ninas, {fotos} de ninos|ninas|menores,
        encontre ..|{fotos}|archivos|carpeta|carpetas
    """,
    Concept.DISCLOSURE: """
        me|nos|le conto|dijo|confeso|platico ?a ?mi ..|que|lo, conto que, revelo, por fin
        dijo|conto, se atrevio a, dibujo|dibujos, juego secreto
    """,
    Concept.PROTECTION: """
        orden de proteccion|restriccion|alejamiento, trabajadora|trabajador social, dif,
        visita|visitas supervisadas|supervisada, le quitaron ..|ninos|hijos|nina|nino
    """,
    Concept.SUSPICION: """
        siempre llora|lloran, llora cuando|mucho, moretones|marcas|golpes, algo
        raro|malo|pasa|anda, sospecho|sospecha|sospechas, me preocupa, mira|ve|sigue
        ..|ninas|ninos, toma|tomando {fotos} a|de, demasiado carinoso|cerca
    """,
}
