"""Spanish for when things happen and who is spoken of."""

from shared.domain.triage.concepts import Concept

PHRASES = {
    Concept.NOW: """
        ahora ?mismo, ahorita, en este momento, ya mismo, hace # minutos, hace un
        rato|ratito, todavia esta|estan|sigue, acaba de, en este instante, estoy
        oyendo|escuchando, hace {hora} horas|minutos, hace # horas|minutos, se esta
        ..|metiendo|yendo|llevando|subiendo, en este rato
    """,
    Concept.NEAR: """
        hoy, esta noche|tarde|semana, manana, pasado manana, en la noche, el|este|proximo
        {dia}, {dia}, este|el fin de semana, en # {pronto}, en una|media hora, dentro de
        #|una|dos|unas {pronto}, a las #, al rato, en cualquier momento, despues de
        clases|la|misa|escuela, a medianoche, cuando ?mi|su mama salga|sale|salgan|se, al
        salir, finde, faltan # horas, quedan # horas, antes de las #|medianoche, mas tarde,
        en # dias, la proxima semana, en unas horas, el # de {mes}, puente, madrugada,
        pronto, saliendo de, # horas, en|dentro {hora} horas|minutos|dias, llega en, a las
        {hora}, el {dia} que viene, faltan {hora} horas, quedan {hora} horas, a la una, ya
        merito, saliendo de clases|misa|la, este finde
    """,
    Concept.LATER: """
        el proximo|otro mes|ano|verano, algun dia, cuando cumpla|sea, en # meses|anos, en
        ?las vacaciones|verano
    """,
    Concept.HABIT: """
        todas las noches|tardes|semanas, todos los dias|{dia}, cada
        noche|dia|vez|semana|fin|{dia}, siempre, cuando ella|mi|su
        ..|duerme|trabaja|sale|sola|solo, seguido, a diario, sigue, siguen, ya tiene tiempo,
        muchas veces, a veces, desde hace, los fines de semana, me sigue
    """,
    Concept.PAST: """
        ayer, anoche, la semana|noche pasada, el ano|mes|verano|{dia} pasado, hace #
        dias|semanas|meses, hace un|unos|unas|dos|tres ?dias|semanas|meses|mes|ano, antier,
        la vez pasada, en las vacaciones
    """,
    Concept.LONG_AGO: """
        hace # anos, hace muchos|varios|treinta|veinte|cuarenta|diez|quince|cincuenta ?y
        ?cinco anos, cuando ?yo era nino|nina|chico|chica|pequeno|pequena|menor|joven,
        cuando ?yo tenia #, de nino|nina|chiquita|chiquito|pequena|pequeno, en mi
        infancia|ninez, en los ochenta|noventa|setenta, hace decadas, en los anos
        #|ochenta|noventa|setenta
    """,
    Concept.CHILD: """
        {nino}, tengo|tiene|cumplio {age}, de {age} anos, {age} anos|anitos, mi
        mama|mami|papi|papa|maestra|maestro|profe|escuela|salon|padrastro, en la
        secundaria|primaria|prepa|escuela|guarderia|kinder, mi mejor amiga|amigo, soy
        menor|nino|nina, # grado, secundaria, primaria, guarderia
    """,
    Concept.ADULT: """
        {mayor}, de {grown} ?anos, tiene {grown}, el, mayor|grande de edad, novio
        mayor|grande, mucho mayor, dicen, me dicen
    """,
    Concept.STRANGER: """
        conocio|conoci|conocieron por|en|a ..|{red}, por|en|del|de ?un|el|la|una {red}, de
        internet, del juego, en linea, por mensaje|mensajes|chat, amigo|amiga|novio|novia
        de|por ?el|la internet|{red}|linea, que nunca ha visto, que resulto no existir,
        platica|chatea|habla|escribe|platicando|hablando con|por, perfil falso
    """,
}
