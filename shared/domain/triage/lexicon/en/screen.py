"""English for harm by picture, message and money, and what is told of it."""

from shared.domain.triage.concepts import Concept

PHRASES = {
    Concept.CONTACT: """
        messages|messaging|texts|texting|dms|dming|chats|chatting|talks|talking|writes|writing|calls|calling|contacting|contacts
        {them}|{kid}|to|with, asks|asking|asked|begs|wants {them}|for|if|who, in a chat
        with, keeps asking|messaging|texting|writing|calling|adding|sending,
        sends|sent|sending ?her|him|my|me|them
        ..|gifts|money|robux|codes|vbucks|pictures|pics|hearts|presents|cards,
        buys|bought|gives|gave ?her|him|me|my|them
        ..|gifts|robux|codes|vbucks|phone|presents|skins, says he|she loves|is|trains,
        calls|calling her|him|me baby|princess|his|gorgeous|sexy|babe|love, our secret,
        friend request, adds|added|follows me|her|him, grooming|groomed|groom, boyfriend
        online, online boyfriend, dating ?a|an|this|some ?older|grown|adult
        man|guy|adult|online, older man|guy|boyfriend|bf, hands out|game codes|game, video
        calls|calling, private chat|message|messages|server, game codes, relationship with,
        talking to, follows {them} home, in love with, loves|love me, keeps saying, believes
        him, who is home alone
    """,
    Concept.PICTURES: """
        asks|asking|asked|wants|wanted|wanting|begs|demands|sent|send|sending|sends|trade|trades
        ?her|him|me|my|them|us|for|to|a|of|more|some|see|other ..|{pics}, nudes,
        picture|photo|pics|photos of her|him|me|my|them|herself|himself, on
        camera|cam|webcam, in her|his|my underwear|swimsuit|shower|bikini, sexting, naked,
        private pictures|photos, my body, undress
    """,
    Concept.HIDING: """
        dont|not|never to tell ?anyone|anybody|mom|mum|parents|your|her|nobody|us, dont
        tell, delete|erase|deletes ?this|the|it|her|our|them
        messages|chat|chats|after|texts, delete this, our|a little|keep ?it secret, secret,
        hid|hides|hiding ?her|his|the|it phone|screen|from, second|secret|other|hidden
        phone|account|app, told her|him|me not|to ?delete|keep|hide|erase, says ?not|dont to
        tell, wont let me see|take, keep quiet
    """,
    Concept.BLACKMAIL: """
        blackmail*, sextort*, extort*, or ill|he|hell|she|theyll|they|well|else
        ..|post|send|show|share|leak|expose|tell, if i|we|she|he dont|doesnt|do not
        ..|pay|send|more|post|share|show|leak|do,
        will|going|gonna|threatens|threatened|threatening|threaten|says|wants ..|to
        ..|post|posting|send|share|show|leak|expose
        ..|{pics}|it|them|everyone|everybody|followers|friends|family|school|all,
        wants|demands|demanded|asking|asks|need|needs ?#|for|me|more|$ ..|{money}|#, pay or,
        paid|pay him|them|her|once|already, even after i paid, he|they wants|want ..|# or,
        gift cards or, ruin my|his|her life, send it|them|my|pics|this to
        ..|everyone|mom|followers|friends|family|school|contacts, show everyone|everybody,
        gave|sent him|them ?like|another|all # dollars, countdown, leak|leaking
        {them}|it|my|the|his ..|{pics}, steam|gift card|cards, list of my
        friends|followers|contacts, or the {pics}, {pics} go|goes|get to|out|sent, have|got
        until, to send|pay # ..|or, send # or, # dollars or, pay ?him|them ..|or, wants more
        {pics}|money, has {pics}|nudes|screenshots of me|my|her|him, asking for ?more money,
        wants|want me|her|him|us to pay, make|makes|made me|her|him pay, hours left
        ..|goes|send|post, goes to my|her|his|everyone
        ..|team|school|family|friends|class|mom, to my|her|his ?soccer
        team|followers|class|classmates|contacts, sent # in, gift cards
    """,
    Concept.DEADLINE: """
        by tonight|tomorrow|midnight|noon|morning|{day}|#|the|end, # hours|hrs|minutes|mins,
        until tonight|tomorrow|midnight|noon|{day}|#|morning, countdown, deadline, # left,
        timer, before midnight|tomorrow|school|#|tonight, time is running|almost, running
        out of time, last chance, already|started|starting|begun
        sending|posting|sent|posted|send|to, sent ?the|it|one to my|her|his|a, posted|sent
        them|it|one|the anyway|first|already, or else, tonight, one hour, an hour, in
        #|an|one hour|hours, started sending|posting, first one to, tomorrow, today, {hour}
        hours|minutes|hrs, hours left
    """,
    Concept.POSTED: """
        {pics} ..|going|goes|being|are
        around|shared|posted|spread|online|everywhere|passed|sold|on,
        put|posted|shared|sent|uploaded|spread|leaked ..|{pics}|it|them
        ..|on|to|site|everyone|around|online|group|anyway|school, put my {pics}, posted
        them|it|her|me|my, going around ?the|my|our school|town|group, passing|passed
        around, everyone at school saw|has|seen, group chat ..|{pics},
        fake|deepfake|ai|edited {pics}|nudes|nude, wont come down, strangers
        add|message|find|follow|text|dm, with my|her|his name|full|@|address|school|number,
        her|my|his full name
    """,
    Concept.LIVE: """
        livestream*, live stream|streaming|streamed|show|cam|video|broadcast|room, streaming
        ?it|live|her|him|a|the, on live, going live, goes live, stream starts|is|tonight, in
        the stream, watching it live|happen, pay per view
    """,
    Concept.SALE: """
        selling|sells|sold|sell|offering|offers|trade|trading|auction|rent|renting
        ?a|an|my|his|her|the|two|out|little|young|# {kid}|{kid}s|her|him|me|us,
        selling|sells|sold|sell|offers ..|{kid}, for sale, buyer|buyers, escort ad|ads|site,
        ad|advert for|with|says ..|young|new|girl|age|{age}, pimp*, traffick*, cab to cab,
        room to room, customers, johns, men ..|pay|paying|paid ..|her|me|him, pays
        him|her|them for, make|makes|making me|her|him see|date ..|men|guys, in and out of
        ..|room|motel|hotel, men come|go|going|coming ..|out|room|all,
        deliver|delivered|delivering, drop her at|off, collecting her, quota, sex|money for
        sex, men|cars|guys going|coming|come|go in|and|to, room # of the|at, every half
        hour, different men|cars
    """,
    Concept.EXPLOITED: """
        parties out of|with, keeps|holds|takes her|his|my|their|the ?all
        money|pay|cash|tips|id|passport, older bf|boyfriend ..|buys|takes|gives|drives,
        brand|tattoo of his|her, owes|owe|debt ?him|them ..|work|money|pay, new
        nails|phone|clothes|bags, hotel keys|key|cards, out of town,
        modeling|model|modelling agency|job|shoot, different men|guys|hotels|man, massage
        parlor|parlour, made to work, truck stop, holds|keeps|took their|her|his
        passports|passport|papers|documents, live|lives|sleep|sleeps in the
        back|shop|restaurant|salon, never leave, nail salon|massage|spa, works off
    """,
    Concept.FILES: """
        illegal|abuse|exploitative|inappropriate|sexual|explicit ?child|minor
        {pics}|files|material|content|folder|folders, child ?sexual abuse
        material|images|exploitation, child porn|pornography, csam, kiddie, {pics} of
        ?young|little|naked|small|underage|minor|very {kid}, files no one should,
        folder|folders|drive|laptop|computer|phone|cloud|usb ..|{kid}|{pics}|illegal, found
        ..|{pics}|files|folder ..|{kid}|computer|laptop|phone|drive, naked
        kids|children|minors|girls|boys, things no one should, folder of
        kids|children|girls|boys|minors, pictures|photos|videos of
        kids|children|little|young, stuff with kids|children
    """,
    Concept.DISCLOSURE: """
        told me|us|her|his|my|the|a ?teacher|mom|counselor|about|what|that
        ..|did|does|hurt|hurts|touched|happened|abused|him|done|secret, told me what,
        disclosed|disclosure, confided, opened up, finally told, she|he says|said
        ..|touched|touches|hurt|hurts|secret|game, said her|his|the|my {relation}|{grownup}
        ..|hurts|hurt|touched|touches|bad|secret|plays, drew a|pictures, wrote about|in, bad
        touch, secret game|games|touch, asked me if its|it
    """,
    Concept.PROTECTION: """
        emergency removal|custody|order, removal was|is|order, protective custody|order,
        protection order, restraining order, cps case|worker|removed, caseworker, no contact
        order, supervised visit|visits|visitation, court ordered
    """,
    Concept.SUSPICION: """
        always cries|crying|alone, cries when|every|at, i have heard, bruise|bruises|marks,
        afraid|scared of him|her|to, keeps the|her|him|them ..|inside|away|alone|in,
        something|things is|are|isnt|not wrong|right|off|ok, worried
        about|that|for|something, inappropriate*, too close|friendly|much, creepy, weird
        with|around|to|about, concerned, acting strange|weird|different, sits on his lap,
        takes {pics} of, follows|following her|him|kids|my|me|them, hangs|lurks|lurking
        ?around|out|near, watching|watches ?the|little|young|my kids|girls|boys|children
    """,
}
