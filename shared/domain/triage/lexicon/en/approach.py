"""English for who comes near a child."""

from shared.domain.triage.concepts import Concept

PHRASES = {
    Concept.MEETING: """
        meet ?up, meeting, meets, meet|see|visit me|him|her|them|us|you|up|in,
        going|wants|agreed|plans to meet|see|visit, pick|picks|picking
        ?me|her|him|them|us|my|you ..|up, picked up, rendezvous, hang|hanging out,
        come|coming|comes over, come to ?my|our|the|her|his
        house|home|place|room|door|school, waiting|waits|wait for {them}|outside|at, see
        him|her again, give|giving|gave|offered|offers|get ?me|her|him|a|them ..|ride|lift,
        take|takes|taking {them} ..|to|out|trip|camping|hotel|motel, will be
        by|at|there|waiting|outside, rented|booked ?a|an airbnb|hotel|motel|room|cabin,
        airbnb, motel, hotel, go|going|goes with him|to his|to meet, run|running away
        ?with|to|together, get in|into his|the|a car|truck|van, sneak|sneaking out, wear
        the|a|your|something ..|so|know, ill be the one, come alone, dont tell
        anyone|your|nobody|ur where, date with, be at the,
        collect|collects|collecting|fetch|fetches|grab|grabs {them} ..|from|at|after,
        get|gets me|her|him|them at|from|by|after, take|takes|drive|drives me|her|him|them
        home|somewhere|there|away, in person, face to face, wants to meet|see|visit|take,
        will|ll meet|come|get|collect, let him|her|them in, go|going with him|them|a, see
        each other, his house|place|car|truck|apartment, at the
        park|mall|corner|station|motel|hotel|beach, accept a ride|lift, yes to meeting,
        is|be waiting, waiting at|outside|for, wait at|by|near|outside, take me|her|him|them
        ..|to, going with, bought me|her|him a, supposed to meet, will be there
    """,
    Concept.PREPARED: """
        ticket|tickets, packed|packing ?her|his|my|a bag|bags|suitcase|backpack, bag is
        packed, gave|sent|has|knows|got ?him|her ?my|our|the|her|his address,
        sent|gave|gives|sends ?her|him|me|them ?money|cash for|uber|bus|taxi|train|the,
        bus|train|plane|uber|flight ticket|money, booked, rented|rents|rent, uber, gas is
        full, full tank, map, charger, boarding, landing|lands|arrives|arriving at|in|on,
        seat #, said yes, told her mom|mum|parents ?shes|she ..|at|with, leave|leaving
        ..|phone ..|home, meeting spot|point|place, toothbrush|suitcase|backpack|money
        ..|bag|packed, in her|his school bag|backpack, piggy bank money, packed, hid a bag,
        saved up, a note
    """,
    Concept.TRAVEL: """
        on his|her|the way, {travel} ?all|out|over|down|up|from|to|here
        ..|see|meet|get|to|here|her|him|from|tonight|tomorrow, bought ?a|the|his|her|me|us
        ticket|tickets|flight, is|hes coming
        to|from|for|over|here|get|tonight|tomorrow|back, landing at|in, flight, boarding, on
        the bus|train|plane|road, headed|heading here|there|to|over, driving, gas is full,
        almost here|there, leaving now|tonight|tomorrow|for, will|ll be there|here,
        flying|fly ?her|him|me|out|in, greyhound, airport, sending {them} to|away, hours
        away, miles away, put {them} on a|the, arrives|arrive|arriving ?on|at|in|by, will
        arrive, comes|coming to town|our|my|the|see, crossing the, bought ?a|his|her
        bus|train|plane ticket, ticket|tickets to, {travel} #|hours, way here|over|there,
        flies|flying in, {travel} #|{hour} ?hours, left this morning|today|tonight|already,
        on the highway|interstate|road, he left ..|to|for|get|here, to get here, is
        driving|flying|coming ..|here|over|her|him|me|my|the, got off the
    """,
    Concept.ACCESS: """
        alone with, all to himself, just the two,
        babysit|babysits|babysitting|watching|watch|watches {them}|{kid}, stay|stays|staying
        ?the|over|with him|her|night|at|his|them, sleep|sleeps|sleeping|sleepover
        at|over|with, sleepover, overnight, visit|visits|visitation|custody, camping|camp,
        lock in, lockin, field trip, retreat, spend|spends|spending
        the|every|weekend|night|weekends ..|with|at|his|weekend, takes|take|taking
        {them}|{kid} ..|for|to|weekend|trip, drop|drops|dropping|dropped {them}
        ..|off|there|at, goes|going|go to his|her|their|dads|grandpas|uncles ?place|house,
        go|goes|going back|home ?to, lives|living|live|moving|moves|moved
        in|with|here|back|together, his weekend|turn|week|night|days, leaves|leaving for
        work|town, works nights|late|doubles|double, home alone, left alone, has access, is
        coaching|teaching|driving, be with him|her, parents are at work|away, supposed to
        go|be|stay, has to go, due home|back, all to himself|herself|themselves, has
        ?them|her|him|the ..|to himself, hand|hands|handed {them} ..|over|back,
        shares|sharing a room|bed, moms|mom ?is ..|at work|away|trip|shift|gone,
        stay|stays|staying with|at|over us|them|me|him|her|his|our, looks|looking after,
        will be alone, has them|her|him ?this|for|on|all, picks|picking {them} up
        ..|from|school, have the house, gets them|her|him ..|weekend|alone, taking care of,
        by himself with, put|puts {them} to bed, bath|bathes, just me and him|them|her, me
        and him alone|again, unsupervised, weekends, dropping the|them ..|with|at, alone
        together|again|tonight, leaves me|us|them|her|him with, with him
        ..|tonight|weekend|again|alone, goes to work|bed
    """,
    Concept.RETURN: """
        gets|getting|get|got out, released|release|bailed, out of jail|prison,
        makes|made|posted bail|bond, out on bail|bond|parole, comes|coming|come|came
        back|home, back home, due home|back, returns|returning|returned,
        discharged|discharge, sent|sending|send {them} ..|home|back, back to|in|with
        him|her|his|that|the|them, gets|gained|won custody, restraining order
        ..|ends|expires|expired, judge|court ..|gave|ordered|says|denied|back, removal
        was|is|got denied|refused, due home|back ?on|at, has to go home|back, goes home, go
        home, parole, bail
    """,
    Concept.CARER: """
        coach|coaches|coached|coaching, teacher|teaches|teaching,
        pastor|priest|minister|youth leader|group|director,
        daycare|preschool|kindergarten|nursery, babysitter|nanny|sitter,
        volunteer|volunteers, scout|scouts|scoutmaster, bus driver, pediatric|pediatrician,
        foster, counselor, tutor|tutors, works|working|worked|job ?with|at ?a|the
        kids|children|school|schools|camp|daycare, with access to kids|children,
        gym|gymnastics|dance|karate|swim|soccer, runs a|the|an
        ..|camp|gym|daycare|group|school|club, has|have
        ?two|three|a|young|new|other|little|step|grand|our
        kids|children|grandchildren|daughter|son|grandkids|stepkids, around
        kids|children|boys|girls, lives with ..|kids|children|kid|girls|daughter|son,
        married ?a|someone|into ..|with|kids, my
        husband|husbands|brother|dad|father|son|roommate, classes start,
        drives|driving|drove the|a ..|van|bus, has two|three|young ..|daughters|sons|kids,
        babysits|babysitting, riding|swim|dance|piano|music instructor|teacher|coach
    """,
}
