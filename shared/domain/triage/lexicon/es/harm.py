"""Spanish for what is done to a child, and what a child may do to itself."""

from shared.domain.triage.concepts import Concept

PHRASES = {
    Concept.HARM: """
        {quien} {dana}, {dana} a ?mi|su|una|un|la|el {nino}, me|le|nos hace|hacen
        ..|cosas|dano|eso|tocar|tocarlo|desvestir, se mete|sube|acuesta
        ..|cuarto|cama|bano|recamara|conmigo, entra|viene ..|cuarto|cama|recamara|bano,
        abusa|abusan|abusando de, esta abusando|tocando|pegando|lastimando, la|lo|me
        obliga|fuerza, sigue haciendo*|pasando|tocando*|abusando, duerme con
        la|el|mi|su|ella, me|la|lo pega|golpea|lastima|toca|besa|encierra, la|lo tiene
        encerrada|encerrado, grita|gritos|gritando|llora|llorando, no {quien} deja salir|ir,
        la|lo bana ..|puerta|cerrada, puerta cerrada, sale|salio llorando, me hace|hacen
        ..|dano|cosas, le|me pega
    """,
    Concept.HARM_DONE: """
        {quien} {dano}, abuso|abusaron|abusaba|abusado de, lo que {quien} hizo|hacia|paso,
        {quien} hizo|hicieron|hacia ..|algo|cosas|dano|eso, abuso sexual,
        violo|violaron|violacion, toco a|sus|mis, fue|fui
        abusada|abusado|violada|violado|tocada, carcel|prision|preso por,
        agresor|delincuente sexual, trato de tocar*, abuso, le paso, solo|sola con
        ella|el|la|mi|los|las, abusar de ?una|un|su|mi, preso|carcel por ..|abusar, por
        abusar de
    """,
    Concept.INJURY: """
        sangre, sangrando, en el hospital, hospital, no respira, no despierta,
        desmayo|desmayada|desmayado|inconsciente, brazo roto|quebrado, fractura, no
        puede|puedo caminar|moverse|respirar|mover, muy golpeada|golpeado, ambulancia,
        sobredosis, urgencias
    """,
    Concept.PRESENT: """
        esta ?aqui|ahi|afuera|abajo|arriba|adentro ?de|en ?mi|la|nuestra ?casa|puerta,
        afuera de, en la puerta, tocando la puerta, estoy|estamos
        escondida|escondido|escondidos|encerrada|encerrado ?en, escondida|escondido
        en|debajo, esta con el|ella ?ahora|ahorita|en, se la|lo|me esta llevando,
        quiere|trata|intenta ?de entrar, ya llego|viene|vienen, se
        oyen|escuchan|oigo|escucho ..|gritos|gritar|llorar|golpes, me encerre, subio|metio
        al|a su|un carro|coche|camioneta|auto, se esta metiendo ..|cuarto|casa|cama, esta en
        el|la cuarto|casa|puerta con|de, estoy en el bano|closet|ropero|cuarto, me esta
        buscando, esta borracho, se metio a
    """,
    Concept.FEAR: """
        tengo|tiene|tenemos|da ?mucho miedo, miedo, asustada|asustado, no quiero|quiere
        ir|volver|regresar|estar, en peligro, aterrada|aterrado, no ?esta|estoy ?a
        segura|seguro|salvo, me esta buscando, esta borracho|enojado|furioso
    """,
    Concept.PLEA: """
        ayuda, ayudenme|ayudame|ayudenla|ayudenlo|ayudennos|auxilio, por favor
        ..|ayuda|ayuden|vengan|rapido, vengan, llamen a|la policia, no puedo hablar,
        apurense|rapido|urge, socorro
    """,
    Concept.HELD: """
        encerrada|encerrado|encerrados|encerradas, no {quien} deja|dejan
        ..|salir|ir|irme|irse, no puede|puedo|podemos salir|escapar|irme|irse,
        secuestro|secuestrada|secuestrado|secuestraron, la|lo|me tienen|tiene
        ..|encerrada|encerrado|ahi|amarrada|amarrado, amarrada|amarrado, contra su|mi
        voluntad, quito|quitaron|quita ..|telefono|celular|pasaporte|documentos, con llave,
        atrapada|atrapado
    """,
    Concept.MISSING: """
        desaparecio|desaparecida|desaparecido|perdida|perdido, no
        aparece|regresa|regreso|volvio|llego|vuelve|llega, no esta|estaba en su
        cuarto|cama|casa|escuela, se fue|escapo|salio ..|con|y, buscando|busco a
        ?mi|la|nuestra, no contesta ?su|el|mi ?telefono|celular, se la|lo|los
        llevo|llevaron, no ha|han vuelto|regresado|llegado|aparecido, no sabemos|se donde
        esta, se fue de la|mi casa, telefono apagado|marco, raptaron|rapto, no
        encuentro|encontramos a, salio ..|hora|horas|y|tienda|escuela
        ..|aparece|vuelve|regresa|volvio, y no aparece|vuelve|regresa, no contesta
    """,
    Concept.THREAT: """
        va|voy|van a matar*|lastimar*|golpear*|quemar*|hacer*, {quien} va|van a
        matar|lastimar|golpear|quemar, amenaza|amenazo|amenazan|amenazando ?con
        ..|matar*|lastimar*|quemar*|golpear*|hacer*|arma|pistola|cuchillo|muerte, matar a
        ?mi|su|toda|la ?familia|mama|hermana|hermano|hermanita|papa,
        matarme|matarla|matarlo|matarnos|matarlos, tiene|trae ?una|un {arma}, con ?una|un
        {arma}, sabe donde vivo|vive|vivimos|estudia, si digo|hablo|cuento|dice|habla|cuenta
        ..|mata|matar|pasar|arrepentir|lastima|algo, o {quien} mato|mata|matan, quemar la
        casa, algo malo
    """,
    Concept.WEAPON: """
        {arma}, gasolina
    """,
    Concept.INTENT: """
        planea|piensa|quiere ..|abusar|tocar|violar|llevarse|hacerle, va a
        abusar|tocar|violar|llevarse|aprovechar, dijo|dice que ?le|la|lo va|iba
        ..|abusar|tocar|violar|llevar|hacer, le tiene ganas, escogio|eligio a, se la|lo va a
        llevar|robar
    """,
    Concept.SELF_HARM: """
        matarme|matarse|suicidarme|suicidarse, suicid*, quitarme|quitarse la vida,
        quiero|quiere morir*, no quiero|quiere vivir|seguir|existir|despertar|estar aqui,
        mejor muerta|muerto|sin mi, estarian mejor sin, me|se ?va|voy a
        cortar|aventar|ahorcar|colgar|matar, {quien} corto|corta|cortando|corte, acabar con
        todo|mi vida|esto, ya no puedo ?mas, despedir*|despidio|despidiendo,
        carta|nota|mensaje de despedida, adios, se tomo|tome ..|pastillas, pastillas,
        diganle|dile|digan a ?mi ..|quiero|perdon|amo|perdone, perdon|perdonen por todo, ya
        no voy|va a estar, regalo|regalando ?todas sus|mis cosas, hacerme|hacerse dano, no
        despertar, cuiden|cuida a mi, puente, sin mi, quiere|quiero
        matar|matarse|morir|desaparecer, se|me quiere|quiero matar, se va a matar, no
        aguanto mas, ya no aguanto
    """,
    Concept.DESPAIR: """
        llorando, no come, no sale de su|mi cuarto
    """,
}
