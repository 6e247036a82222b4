"""English groups of words that phrases name in braces."""

GROUPS = {
    "hour": """
        one two three four five six seven eight nine ten eleven twelve
    """,
    "kid": """
        child children kid kids kiddo son sons daughter daughters stepson stepdaughter niece
        nephew grandson granddaughter toddler baby infant minor minors teen teens teenager
        boy boys girl girls pupil student students preteen brother sister cousin grandchild
        twins underage foster schoolgirl schoolboy middle-schooler graders grader youth
    """,
    "relation": """
        dad father stepdad stepfather uncle grandfather grandpa granddad brother stepbrother
        cousin husband boyfriend stepmother stepmom mother mom aunt grandmother ex
    """,
    "grownup": """
        man men guy dude adult woman lady stranger coach teacher tutor priest pastor
        neighbor neighbour babysitter sitter nanny driver boss landlord roommate volunteer
        counselor doctor instructor creep predator offender suspect abuser someone somebody
        older dad father stepdad stepfather uncle grandfather grandpa granddad stepbrother
        husband boyfriend ex grandmother stepmother stepmom
    """,
    "them": """
        me him her them us my our his you the a this that
    """,
    "whose": """
        my his her their our the a your
    """,
    "day": """
        monday tuesday wednesday thursday friday saturday sunday
    """,
    "month": """
        january february march april may june july august september october november
        december
    """,
    "few": """
        one two three four five six seven a few couple an
    """,
    "soon": """
        minute minutes min mins hour hours hr hrs h day days d
    """,
    "app": """
        discord snapchat instagram tiktok roblox minecraft fortnite omegle kik telegram
        whatsapp facebook twitch reddit online internet web app game games gaming chat
        server website messenger twitter
    """,
    "hurts": """
        hurts hurting touches touching abuses abusing molests molesting beats beating hits
        hitting gropes groping assaults assaulting fondles fondling chokes choking rapes
        raping harms kicks punches burns
    """,
    "hurt": """
        hurt touched abused molested beat hit groped assaulted fondled raped choked harmed
    """,
    "money": """
        money cash card cards giftcard giftcards bitcoin crypto cashapp dollars payment
    """,
    "pics": """
        pics pictures picture photos photo nudes selfies selfie videos video images image
        screenshots clips footage vid vids
    """,
    "room": """
        basement garage shed closet attic cellar bathroom bedroom room cabin
    """,
    "travel": """
        drive drives driving fly flies flying travel travels travelling traveling
    """,
    "weapon": """
        gun guns knife rifle pistol machete shotgun blade
    """,
}
