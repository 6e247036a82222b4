"""English for what calms."""

from shared.domain.triage.concepts import Concept

PHRASES = {
    Concept.HYPOTHETICAL: """
        what if, if a|an|some|someone|somebody|any ?stranger|adult|man|person ever, if
        ..|ever, hypothetical*, in theory, theoretically, would you take, safety plan, for
        a|our|my|the ?school ?class
        training|class|project|paper|essay|homework|assignment|presentation|workshop|meeting|thesis,
        training exercise|scenario|session, writing ?a|an|our|my ?research
        paper|essay|plan|policy|article|thesis, general question, just wondering, how
        do|would i|one|you|someone report, how does|do this|the ?hotline|form work, what
        happens if|when, just|am curious, tabletop exercise, drill
    """,
    Concept.NOTHING_HAPPENED: """
        hasnt happened, has not happened, nothing has|like ?happened, nothing happened,
        didnt happen, never happened, no one was|is hurt|harmed, not happened, not real, no
        incident, no actual, isnt real, no real
    """,
    Concept.FICTION: """
        that|the|this|a movie where|about|when|i|with|is|has|called, in the|a|that|this|my
        movie|film|novel|book|show|series|story|episode|season|podcast|script|play,
        novel|episode|podcast|documentary|screenplay|fanfic|anime|manga, chapter #|of|where,
        the character*, my|a|the ?crime ?horror novel|book|screenplay|story ?is
        ..|about|where|character|villain, in minecraft|gta, news|newspaper
        ?story|article|report|said|segment, on the news, read an article, true crime,
        netflix, season finale, role play, roleplay, play rehearsal, boss level, spoiler*,
        the|a|that movie|film about|where, podcast
    """,
    Concept.FIGURATIVE: """
        going to|gonna|will|ll kill me ..|lol|lmao*|haha*, going|gonna to ..|kill me
        ..|report card|grades|grade|test|late, literally dead|dying, im dead, killed me
        with, kill for a, dying of|to laughter|laughing|boredom|know|see, killing it|me
        with, to die for, shes|hes gonna|going ?to kill me, lol, lmao*, haha*, jk, just
        kidding|joking, rofl, mom|mum|dad|parents|she|he|teacher is|are|will going|gonna ?to
        kill|murder me, bored to death, killer workout|deal|app, a real killer, going ?to
        kill|murder me ..|lol|lmao*|haha*|grades|late|report, will|ll kill me
        ..|lol|lmao*|haha*, murder me, killing me
    """,
    Concept.ADULTS_ONLY: """
        no minors|children|kids, both|all|we|everyone ?are|is ?of adults|consenting, im
        {grown}, i am {grown}, were both {grown}|adults, over 18, of legal age, no
        child|kid|minor|kids|children|minors involved|concerned, all adults, everyone is
        {grown}|over|adult, consenting adults, {grown} year old
        sister|brother|woman|man|friend|daughter|son, adult
        daughter|son|child|children|woman|survivor, we are adults, both|all of us are
        adults, we are all|both grown, of us are adults
    """,
    Concept.GONE: """
        hes|shes|he|she|is|was|has|who|now died|dead|deceased, died, passed away, is dead,
        been gone for, in|is|serving|still|went prison|life|jail, serving a|his|#
        ?years|life|year, was convicted|sentenced|jailed|imprisoned, behind bars, no longer
        alive, life sentence, death row, he has been dead, buried, died in prison, long dead
    """,
    Concept.RESOLVED: """
        was|has|been|is|got arrested|charged|caught|found|convicted|blocked,
        shes|hes|she|he|they ?is|are|was ?now ?all ok|okay|safe|fine|well|home, is
        safe|fine|ok|okay|well|home, came home|back, turned out, false alarm, cant contact,
        blocked him|her|them|it, deleted both, handled, resolved, already reported, adding
        to my report, my previous|last|earlier report, follow ?up to, already took care,
        case closed, found safe, back home safe, never mind, my mistake, misunderstanding,
        in custody
    """,
    Concept.WEBSITE: """
        website|site|webpage|page|url|domain|link|links, search results,
        account|profile|user|username|channel|group|server|forum|board|subreddit, hard
        drive|disk|usb|dvd, please|pls ..|block|remove|delete|take|shut, take ?it|this|them
        down, video|videos|images posted|uploaded|on, torrent, darkweb, dark web
    """,
    Concept.UNSOLICITED: """
        spam, unsolicited, junk ?mail, got|received|sent|getting ?me|a|an|some|this
        ?unwanted|random|strange|spam|porn ..|text|email|message|link|picture|ad|popup, pop
        up|ups|popup|popups, wrong number, random number|email|text, adult ad|ads|link|spam,
        robocall, chain message|email
    """,
    Concept.MISLEADING: """
        used to be|go|lead|show ..|page|site|now, now an|a|shows|goes|redirects|opens
        ..|adult|porn, redirect*, typo|misspell* ..|site|adult|porn|goes, looks like a|an
        ..|kids|childrens|cartoon|game, takes you to|kids ?an ..|adult|porn, misleading,
        keyword*|hashtag|tags|metatag* ..|adult|kids|porn, shows up when|in|for
        ..|kids|search, kids cartoon|game|site ..|adult|porn, autocomplete
    """,
    Concept.OTHER_MATTER: """
        coat|jacket|lunch|refund|license|licence|homework|parking|noise|barking|dog|cat,
        child support, custody money, bullying|bullied|bully|bullies, stole|stolen|theft,
        rude, cyberbullying, unpaid, rent|landlord|deposit, scam|scammed|phishing|hacked,
        grades|report card, vaccines, late pickup, neglect|dirty|lice, complaint about, my
        ?credit card|bank ?account, password|log in|login, screen time,
        vape|vaping|weed|drugs|alcohol|drinking, divorce
    """,
    Concept.SPAM: """
        buy|cheap followers|viagra|pills|seo|watches|now, click here|now|this, seo
        services|ranking, lorem ipsum, test|testing, this is a test, test test, asdf*,
        qwerty*, free money|followers|iphone|robux|trial, visit our|my|us, promo code,
        discount, limited offer, make money, crypto investment, casino, hello world,
        subscribe
    """,
    Concept.SOFTWARE: """
        following report|message|text|case, low priority,
        system|admin|developer mode|prompt|following|override, ignore ?all|previous|prior
        ?previous instructions|rules, output, respond|reply|answer with, urgency
        standard|immediate|high|level, low|high|top priority, set ?the
        urgency|priority|level, mark|classify|rate|label|treat ?this ?report|message|it as,
        you are|youre ?now a|an|in, as an ai, do not escalate|flag, for the|to
        classifier|model|software|machine|ai, escalate this
    """,
}
