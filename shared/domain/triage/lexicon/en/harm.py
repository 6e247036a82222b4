"""English for what is done to a child, and what a child may do to itself."""

from shared.domain.triage.concepts import Concept

PHRASES = {
    Concept.HARM: """
        {hurts}, hurts me, hurt me again, {relation}|he|she|they|{grownup}
        hurt|touch|beat|abuse|do things, does|doing things|stuff|it|that to|with {them},
        makes|making {them} ..|touch|do|undress|watch, comes|coming|gets|sneaks|goes
        in|into|to {whose} bed|room|bedroom|shower, forces|forcing {them}, is being
        abused|hurt|molested|touched|beaten|raped, being abused|hurt|molested|raped|touched,
        in bed with, keeps touching|hurting, watches|films {them}
        shower|undress|change|sleep, climbs in|into, heard ..|him|her
        beg|scream|cry|crying|screaming, wont stop touching|hurting, sleeps in|with {whose}
        bed|kid|daughter|son, has bruises, covered in bruises, locks|keeps the|{them}
        door|inside|in, wont let {them} leave|go|out, still does it, he does it, it is still
        happening|going, its still happening|going, its happening again, abuse
        is|continues|goes, sexually abusing, doing it|things to {them}, starves|starving,
        does|doing|did stuff|things|something to me|her|him|them, does bad things,
        touching|touches him|her|me|them, makes me|her|him feel, gets in my|her|his
    """,
    Concept.HARM_DONE: """
        {hurt} {them}|{kid}, {hurt} by, what he|she|they|happened ?has did|to, was|were|been
        {hurt}, did|done|doing something|things|stuff|it|that|this to {them}|{kid}|my, did
        to {them}|{kid}, abused {kid}|{them}, sexual|sexually
        abuse|abused|assault|assaulted|molested, rape|raped, made|forced {them}
        ..|touch|do|undress|watch, put his hands|hand, tried to touch|kiss|grab,
        molestation, child abuse|molester, alone with boys|girls|kids|children, prison|jail
        ..|for, registered sex offender, on the registry, convicted, abused, molested,
        inappropriate with|touching|things, exposed himself
    """,
    Concept.INJURY: """
        bleeding, blood, is|in ?the hospital|er|icu, emergency room, broken
        arm|bone|rib|leg|wrist, wont|cant wake, wont|doesnt|isnt move|moving|wake|breathing
        ?right, unconscious, not breathing, cant walk|breathe|move, needs a|an
        doctor|ambulance|stitches, overdose|overdosed, hurts to walk|sit|move, swollen,
        concussion, passed out, cant sit|walk|stand ?down, there is|was blood, blood on|in
        her|his, needs care|help|surgery, hurts when, in pain
    """,
    Concept.PRESENT: """
        he|hes|shes|she|they|theyre is|are|right|just|back ?right
        outside|here|downstairs|upstairs|inside|coming|home|knocking|banging, hes|theyre
        outside|here|downstairs|upstairs|coming, outside my|the|her|our
        house|door|window|school|home, at my|the|her|our door|window, in the house|next
        room, banging on|at, trying to get in, hiding in|under|from ?the {room}|bed|him, im
        hiding, i am hiding, with him ?right now, in there with, shes|hes with him|her now,
        i can hear ..|her|him|them, hear|heard ..|her|him|them
        scream|screaming|crying|beg|begging, left the line open, line|call cut|went, theyre
        still here, locked myself, got in|into ?his|a|the car|truck|van, is with
        him|her|them ?right now, before he is|gets|finishes|done|back, doesnt know i have,
        leave before he|she, in his|the car|truck|van with, the door handle, footsteps, i
        can hear ..|screaming|crying|shouting|begging|screams|boy|girl|kid|child|baby,
        screaming ..|right now, he|hes|she is|just ?coming|came in, he|they ?is|are at the
        door|window, followed|following me|us|her|him home, car outside, can hear
        him|her|them, wont leave|go away, looking for me|us|her|him, in the
        closet|bathroom|basement|attic|changing room ..|with|hiding|now, im|i am
        in|under|behind the|my closet|bathroom|bed|basement, locked the door, a man is|in
        ..|with|boys|girls|kids, trying|tries to open|get, with two|three|the|a|some
        boys|girls|kids|children ?right now, on my|her|the doorstep|porch, ran from|out
        the|my|his house|home|apartment|car, i ran from|away, driving around, he is
        following|chasing
    """,
    Concept.FEAR: """
        scared, afraid, terrified, im scared, frightened, dont want to go, begging not,
        doesnt want to go, scared to|of go|home|him|her, begs not|me, dont make me go, not
        safe, unsafe, in danger, fear for, cries when|before, flinches,
        scares|scare|frightens me|her|him|us|them, makes {them}
        uncomfortable|scared|nervous, afraid of, dont feel safe, i feel unsafe, looking for
        me|us, hes mad|angry|drunk, hes so mad|angry|drunk
    """,
    Concept.PLEA: """
        help, help me|us|her|him|please, please help|hurry|come, sos, hurry, save
        me|us|her|him, cant talk, send someone|help|police, call 911|police, i need help,
        somebody help, come quick, please someone, again please, please i
    """,
    Concept.HELD: """
        locked in|inside|up|us|me|her|him, cant|couldnt leave|get out|escape, wont let
        {them} ..|leave|out|go, held|kept against|captive|hostage|prisoner, took my|her|his
        phone|passport|id|shoes ?away, chained|tied ?up, being moved|held, moves|moving
        {them} ..|every|between|motel|hotel, no way out, not allowed to leave|go, trapped,
        doors locked from, keeps {them} locked, from outside, locks the|my|our door
        ..|outside, keeps my|her|his|their shoes|passport|passports|phone|id,
        holds|hold|held ?her|his|their|my passports|passport, never leave|allowed|goes out,
        door from outside, at his house ..|cant|leave|lock
    """,
    Concept.MISSING: """
        missing, has been gone, gone since, is gone, ran away|off, runaway, hasnt come
        home|back, didnt come home|back, never came home|back, didnt make it home, not in
        ?her|his|their bed|room, bed is|was empty, snuck out, cant find {them}|{kid},
        disappeared, not answering ?her|his|the phone|calls, left with
        him|a|an|some|the|her|his, took {them}|{kid} and, abducted, kidnapped, not at
        school, never got on|off|to|home, phone is|was off|last, vanished, nobody|no one has
        seen, went off with, window open, window was open, where she|he is|went, phone left
        ..|bed|home|behind|room, left ?her|his phone|a note ..|bed|behind|home, a note
        that|saying, window was|is open, bed hasnt been, not been seen, hasnt been
        seen|heard
    """,
    Concept.THREAT: """
        going to|gonna|will|ll|hell|would kill|shoot|hurt|burn|stab|drown
        {them}|{kid}|us|myself|everyone, he|she will|ll kill|shoot|hurt|burn|stab,
        threatened|threatens|threatening to kill|hurt|shoot|burn|stab, kill|shoot|stab
        {them} ?whole if|family|mom|mother|dad|sister|brother|baby|dog|kids|all, burn ?down
        the|my|our house, burn the|my|our house ?down, end up|buried|dead, or ill
        kill|hurt|shoot, knows where ?i|we|you|she live|lives|sleep|sleeps|go|goes, has
        a|the|his {weapon}, said hed|he would kill|hurt|shoot|burn|come, never see {them}
        again, if i|she|he tell|tells|told ?anyone ..|kill|hurt|die|dead|regret,
        pointed|pointing|waving|waved ?a|the|his {weapon}, come to my door|house,
        come|coming after {them}|us, make {them} disappear|pay, wont live, death
        threat|threats, take us all, put {them} in the ground, something bad will happen,
        hurt my|her|his family|sister|brother|mom|baby|little,
        has|got|brought|bought|holding|showed|shows ?a|the|his|me|us|her ..|{weapon},
        nobody|no one is leaving, accidents happen, said i would|will regret|be sorry, would
        be a shame, picture of my|her|his ?little sister|brother|mom|house|school
        ..|said|and, knows my|her|his|our address|school|bus, going ?to
        kill|shoot|hurt|burn|stab|drown {them}|{kid}|us|myself|everyone,
        will|ll|hell|shell|would kill|shoot|hurt|burn|stab {them}|{kid}|us|myself|everyone
    """,
    Concept.WEAPON: """
        {weapon}, gas can, gasoline, bullets, ammo
    """,
    Concept.INTENT: """
        plan|plans|planning|going|intends|wants to
        ..|hurt|act|abuse|rape|molest|take|touch|grab|kidnap, act on
        ..|urges|it|his|fantasies, hes going|gonna to ..|do|touch|rape|hurt, said he|hed
        will|would|is|plans ..|do|touch|rape, urges toward|towards,
        pick|picked|choosing|chosen ?a|his|out|which kid|child|girl|boy|victim,
        fantasies|fantasizes about, will grab|snatch|take {whose} {kid}, posted|posting a
        plan, going to get her|him alone, going to|wants to|will do something
        ..|kid|child|boy|girl|daughter|son|her|him, do something|things to the|a|my|his|her
        {kid}, wants|hopes to get ..|alone
    """,
    Concept.SELF_HARM: """
        kill myself|himself|herself|themself|themselves, kill-myself, end it
        ?all|tonight|now, end my|his|her life, ending it|things, suicide, suicidal,
        dont|doesnt|didnt want to live|be alive|be here|exist|wake, want|wants|wanted to
        die|disappear, better off without {them}, better off dead, cut|cutting|cuts
        myself|herself|himself, cant do this anymore, cant go on, no reason to live, tell
        ?my {relation}|mom|dad|everyone|her|him|them|family ..|sorry|love, goodbye, good
        bye, wrote ?a letters|notes|note, goodbye letter|letters|note, gave|giving away ?all
        ..|his|her|my|things|stuff, took|taken ?a|all|the|some ..|pills|bottle, bottle of
        pills, pills, on the bridge|roof|ledge|tracks, self harm, selfharm, hurt|hurting
        myself|herself|himself, overdose, not be here|around tomorrow|anymore|much, wont be
        here|around, say goodbye, this is the last, my last
        day|days|night|message|letter|wish|post, sleep forever, never wake up, take care of
        my|the dog|cat|brother|sister, jump off|from, hang|hanging myself|himself|herself,
        {weapon} on|in|by his|her|my|the bed|lap|hand, it will be over, over soon, it will
        all|be ..|over soon, pills in front, gave|giving away, in front of me, want to stop
        existing, want it to end|stop ..|forever|all, made a plan to, has a plan to die|end,
        love you all, forgive me|her|him
    """,
    Concept.DESPAIR: """
        hopeless, no way out, crying, wont come out, doesnt eat, no one would care|miss
    """,
}
