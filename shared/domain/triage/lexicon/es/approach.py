"""Spanish for who comes near a child."""

from shared.domain.triage.concepts import Concept

PHRASES = {
    Concept.MEETING: """
        ver|verse|verla|verlo|verme|vernos|encontrar|encontrarse|encontrarme|encontrarnos
        con|en, se va|voy|van a ver|encontrar|juntar|reunir|ir,
        va|voy|van|quiere|quede|quedo|quedaron|quedamos|acordaron a|de|en
        ver*|conocer*|encontrar*|recoger*|ir|vernos, {quien} va|viene|pasa a|por
        recoger|buscar|ver|traer|mi|ella|el,
        recogerla|recogerlo|recogerme|buscarla|buscarme, la|lo|me
        recoge|espera|lleva|invito|invita|cito|va, cita con, va a venir|pasar|recoger*,
        pasa|pasar|pasara por, en un|el hotel|motel, esperando|espera|esperar ?la|lo|me
        en|afuera|a, un aventon|ride|raite,
        viene|ir|irse|irme|voy|vamos|fugarse|escaparse|escaparme con|a
        el|ella|su|verla|verme, que {quien} vea|vaya|fuera|viera, recogerla*, pasa por
        mi|ella|el, en persona, quiere verme|verla|verlo|conocerme|conocerla|conocerlo, se
        van a ver|encontrar|conocer, me espera|recoge|lleva, en el
        parque|centro|mall|cine|motel|hotel|esquina, acepto el|un aventon|ride|raite, verse
        ?hoy|manana|con, quedo|quedaron|quedamos de verse|vernos|ir, va a ir con, quiere que
        vaya|nos, salir con
    """,
    Concept.PREPARED: """
        boleto|boletos|pasaje, maleta|mochila ?lista|hecha, mando|dio|envio|deposito ?le|me
        ..|dinero|direccion|boleto|uber, tiene|sabe|le di ?mi|la|nuestra direccion,
        compro|pago|rento|reservo, uber|taxi|autobus|camion, ya le dijo que si, le dijo a su
        mom|mama|papa que
    """,
    Concept.TRAVEL: """
        viene|vienen|va en camino|para|a|hacia|manejando|por, en camino, va|voy a
        viajar|venir|llegar|manejar, viaja|viajar|viajando|vuela|manejando|maneja
        ..|a|para|desde|verla|verme, llega ?el|a|hoy|manana|esta, compro ..|boleto|vuelo,
        vuelo|avion|aeropuerto, la|lo|me quiere|va|van ..|mandar|llevar ..|a|con|otro, ya
        viene|salio, cruzar|cruzarla|cruzarlo ..|frontera, frontera, ya va|viene
        manejando|camino|para, manejando para|hacia, llega|llego en ..|horas|dias|minutos,
        por mi|la {nino}, viene por ?mi|la|ella|el
    """,
    Concept.ACCESS: """
        a solas con, solo|sola con, cuidar*|cuida|cuidando ?a, se queda*|queda con|en|a,
        dormir*|duerme con|en|a, visita|visitas|custodia, vive|vivo|viven|vivimos|vivir
        con|en|ahi|aqui, pasa|pasar ..|semana|noche|verano|dias, se va|voy|fue a
        quedar|dormir|casa, a ?la casa de|del, le toca|tocan|toca ..|con,
        llevarse|llevar|lleva|lleve ..|pesca|viaje|campamento|cabana|rancho,
        campamento|retiro|pijamada, trabaja dos turnos|de noche|tarde, se muda|mudo,
        tengo|tiene que ir|volver|regresar, me|la|lo dejan con|sola|solo, acceso a, me toca,
        ir con mi|su papa|padre|tio|abuelo|padrastro, me quedo|dejan|toca con, sola con,
        solo con, la|lo baña|bana, cuida a ?mi|la|los
    """,
    Concept.RETURN: """
        sale|salio|saldra|salir libre|de|bajo ?la|el ?carcel|prision|fianza|hospital, lo
        sueltan|soltaron|liberan|liberaron|dejan, fianza,
        regresa|vuelve|regreso|volvio|viene ..|casa|vivir|con|a,
        entregar*|entregan|entrega|devolver*|devuelven ?a, orden de|restriccion
        ..|vence|termina|acaba, gano la custodia, regresar*|volver* con|a, deport*, dar|dan
        de alta
    """,
    Concept.CARER: """
        entrenador|entrena, maestro|profesor|profe, pastor|cura|sacerdote|catequista|lider,
        trabaja|trabajando ..|ninos|ninas|escuela|guarderia|menores|primaria, da clases,
        cuida ninos|ninas|a, tiene ..|hijos|hijas|hija|hijo|nietos|nietas|ninos|ninas|nina,
        vive con ..|ninos|ninas|hijos|hija|nietos, mi
        esposo|marido|hermano|papa|padre|suegro, guarderia, chofer del, voluntario, cuida ?a
        ?los|las ninos|ninas, maneja el|un camion|autobus ..|escolar|ninos
    """,
}
