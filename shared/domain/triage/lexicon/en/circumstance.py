"""English for when things happen and who is spoken of."""

from shared.domain.triage.concepts import Concept

PHRASES = {
    Concept.NOW: """
        now, right now, at this moment, as we speak, as i type, as i write, currently, this
        minute, this second, still here, still there, still inside, minutes ago, {few}
        minutes ago, # minutes ago, just now, this very, i can hear, i hear, going on now,
        happening now, this morning, hours ago, an hour ago, {hour} minutes|hours ago, just
        left|started|happened|came, about to, already here, on the phone, every half hour,
        every hour, every few minutes
    """,
    Concept.NEAR: """
        tonight, today, tomorrow, this evening, this afternoon, {day}, this {day}, next
        {day}, on {day}, this weekend, the weekend, weekend, this week, in #|{few} ?more
        {soon}, in an|half hour, within #|the {soon}, # {soon} left, # left, #|{few} {soon}
        away, after school|class|practice|work|church|dinner|the, at # am|pm, # am|pm, at
        noon|midnight, by midnight|noon, any minute|moment|second, soon, before school|dark,
        when school lets|gets, when|before|until|till mom|dad leaves|comes|gets|goes, in the
        morning, coming days, next few days, bedtime, next #|few|couple days|hours, day
        after tomorrow, for the night, hrs, on the #, on|by|at|the # #
        ?bus|train|flight|pm|am, on {month} #, before # am|pm, spring|winter|thanksgiving
        break, # hrs, hours left, clock is ticking, later today, home at #, in # min,
        at|by|before {hour}, {hour} oclock, in {hour} {soon}, {hour} hours|days ?left, for
        her|his|their|my shift, after midnight, beginning|starting ?this {day}, from
        {day}|tomorrow, next time, the morning bus, due, leaves at #|{hour}
    """,
    Concept.LATER: """
        next month|year|summer|spring|fall|winter|semester, in #|{few} months|weeks|years,
        someday, some day, one day, when she|he|i|youre|im|you turns|turn|is|are|old, old
        enough, this summer, over the summer, eventually, after graduation, next
        summer|spring|fall|winter|year
    """,
    Concept.HABIT: """
        every night|day|time|week|weekend|evening|morning|{day}, always, keeps, usually,
        often, most nights|days, whenever, all the time, each time|night|day, daily,
        regularly, constantly, nightly, when mom|mum|she works|sleeps|leaves|is
    """,
    Concept.PAST: """
        yesterday, last night|week|month|{day}|weekend|summer|spring|fall|winter|time|year,
        # days|weeks|months ago, {few} days|weeks|months ago, ago, used to, back then, in
        the spring|summer|fall|winter, earlier this year|month, since {month}, a year ago
    """,
    Concept.LONG_AGO: """
        years ago, # years ago, decades ago, #|{few} decades, when i was ?a
        {age}|kid|child|little|young|boy|girl|small|seven|eight|nine|ten|eleven|twelve|thirteen,
        long time ago, in the seventies|eighties|nineties|1970s|1980s|1990s|70s|80s|90s, as
        a child|kid|boy|girl, in my childhood, back in #, twenty|thirty|forty|fifty years,
        summer|winter|spring|fall of #, growing up
    """,
    Concept.CHILD: """
        {kid}, {age} year|years|yr|yrs|yo|y|f|m ?old, {age} yearold, im {age}, i am {age},
        she|he|shes|hes|theyre {age}, she|he is {age}, aged|age {age}, were {age},
        #|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth ?st|nd|rd|th
        grade, grade #, middle|elementary|high school, kindergarten, preschool, daycare,
        little one|ones|girl|boy, my
        mom|mum|mommy|dad|parents|teacher|school|class|stepdad|stepfather|foster, everyone
        at school, shes|hes a kid|child|minor|baby, my math|homework, under 18|age,
        mommys|moms boyfriend, freshman, sophomore, theyre kids|children|minors,
        eighth|seventh|sixth|fifth grader, she|he|shes|hes is|just|only {age}, fourteen,
        thirteen, twelve, eleven, fifteen, sixteen, ten|nine|eight|seven|six|five|four
        year|years old, is|im|shes|hes nine|ten|eight|seven|six|five|eleven|seventeen, mom
        leaves|works|sleeps|is|says, my mom|mommy
    """,
    Concept.ADULT: """
        {grownup}, {grown} year|years|yr|yrs|yo ?old, hes|shes {grown}, he|she is {grown},
        in his|her twenties|thirties|forties|fifties|20s|30s|40s|50s, older
        bf|boyfriend|guy|man, moms|mommys|mothers boyfriend|friend, registered|convicted
        ?sex offender, thirtysomething, he, hes, hell, college guy|boy, sex offender,
        predator, they
    """,
    Concept.STRANGER: """
        met on|in|through|from|via ?the|a {app}, met online, from ?the|a|her|his|my {app},
        on ?the|a|her|his|my {app}, online friend|boyfriend|girlfriend|guy|man|stranger,
        never met|seen, nobody has ever seen, talking to|with ?a|an|some {grownup}, he|she
        met ?her|him on, internet friend|boyfriend|guy, dating a|an|this,
        messages|texts|dms|chats|writes|messaging|texting|chatting|dming,
        girl|guy|man|dude|boy from|on {app}, someone calling|who says|claiming|pretending,
        online, knows|know him|her|them from|online
    """,
}
