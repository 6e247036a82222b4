"""Spanish groups of words that phrases name in braces."""

GROUPS = {
    "hora": """
        una dos tres cuatro cinco seis siete ocho nueve diez once doce media unas pocas
    """,
    "nino": """
        nino nina ninos ninas hijo hija hijos hijas nene nena nenes nenas chamaco chamaca
        bebe menor menores sobrino sobrina nieto nieta hijastro hijastra hermanito hermanita
        hermano hermana primo prima alumno alumna alumnos alumnas adolescente muchacho
        muchacha chico chica chicos chicas morrito morrita chavo chava chavito chavita
        nietos sobrinos
    """,
    "mayor": """
        hombre senor senora tipo vato adulto adultos mujer desconocido extrano entrenador
        maestro profesor profe padre papa padrastro tio abuelo novio pareja esposo marido
        vecino ninero ninera pastor cura chofer jefe alguien hombres padrino cunado exnovio
        sujeto guey wey
    """,
    "quien": """
        me la lo le nos les los las se te
    """,
    "dia": """
        lunes martes miercoles jueves viernes sabado domingo
    """,
    "mes": """
        enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre
        diciembre
    """,
    "pronto": """
        minuto minutos hora horas hrs dia dias rato ratito
    """,
    "fotos": """
        foto fotos fotitos imagen imagenes video videos nudes pack packs capturas
    """,
    "dana": """
        toca lastima pega golpea abusa viola manosea maltrata tocando lastimando pegando
        golpeando abusando violando manoseando besa tocan pegan lastiman
    """,
    "dano": """
        toco lastimo pego golpeo abuso violo manoseo maltrato tocado abusado violado abusaba
        tocaba
    """,
    "arma": """
        pistola arma cuchillo rifle machete navaja escopeta
    """,
    "red": """
        discord snapchat instagram tiktok roblox minecraft fortnite facebook whatsapp
        telegram internet juego videojuego linea chat aplicacion app red redes free
    """,
}
