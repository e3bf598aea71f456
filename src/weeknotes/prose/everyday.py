"""Words too common to tell what a sentence is about, in English and Welsh. `EMPTY` say nothing; `COMMON` stand in every note about work."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = """
a an the this that these those some any each every all both no not none nor and or but if so as than then because while when where why how
what which who whom whose i me my mine we us our ours you your yours he him his she her hers it its they them their theirs one ones myself
ourselves themselves itself of in on at by for from to into onto over under about after before between during with without within through
across against among around along upon until till since per via up down off again also too very just only even still yet already ever never
always often now there here is am are was were be been being do does did done doing have has had having can could may might must shall
should will would get gets got getting let lets make makes made making go goes went gone going come comes came coming take takes took taken
taking put puts give gives gave given say says said tell tells told see sees saw seen know knows knew known think thinks thought want wants
wanted need needs needed use uses used using keep keeps kept try tries tried like likes able will'll i'm i've i'd i'll we're we've we'd
we'll it's that's there's don't doesn't didn't isn't aren't wasn't weren't can't couldn't won't wouldn't haven't hasn't hadn't you're
they're let's what's more most much many few fewer less least lot lots other others another such same own well really quite rather
enough almost perhaps maybe bit yes
"""
_WELSH = """
y yr a ac o i yn am ar at â ag gan gyda gyda'r wrth dros drwy trwy heb hyd tan rhwng dan er ers fel ond neu na nad nac ni nid os pan pe mai
bod fod mae maen mae'r oedd roedd oeddwn roeddwn yw ydy ydyw ydw rydw rydyn rydym ydyn ydym yr'r bydd byddai byddwn fydd fyddai oes does
dim sydd sy bu fu fe mi fi ti ef hi nhw chi ni'n fy dy ei eu ein eich ei'n i'w i'r o'r a'r a'i â'r yma yna acw hwn hon hyn hynny hwnnw
honno rhain rheini pob bob popeth rhai rhyw unrhyw llawer mwy iawn hefyd eto dal wedyn felly achos gan'r gwneud wneud gwnaeth wnaeth gwnaethon
cael gael gafodd cafodd cawson gallu allu gallwn gall allai mynd fynd aeth dod ddod daeth rhoi roi rhaid dylai hoffwn eisiau oherwydd ble
pwy beth pam sut pryd faint un dau dwy tri tair mewn allan i'm o'i ohono ohoni arno arni iddo iddi iddyn nhw'n mae'n bod'n wedi newydd
"""
_COMMON = """
week weeks weekly day days today tomorrow yesterday month months year years time times morning afternoon monday tuesday wednesday thursday
friday saturday sunday january february march april may june july august september october november december minute minutes work
works worked working works team teams goal goals focus plan plans planned planning people person thing things something anything everything
nothing someone anyone everyone nobody somebody way ways part parts lot good better best great new old next last first second third final
early late long short big small clear clearly start starts started begin begins began end ends ended finish finished continue continued
help helps helped support set sets sort look looks looked find finds found talk talked meet met meeting meetings conversation conversations
discuss discussed discussion share shared ask asked answer question questions idea ideas understand understanding learn learned learnt
learning change changes changed improve improved improvement improvements write wrote written read send sent show shows shown run runs
ran bring brought build built move moved hold held agree agreed decide decided decision feel felt hope hopes hoping important different
right wrong ready possible together back out two three four five six seven eight nine ten number note notes weeknote weeknotes project
projects organisation area areas approach achieve achievable direction define defined identify identified access future progress step steps
update updates issue issues problem problems point points kind group groups
wythnos wythnosau diwrnod dydd dyddiau heddiw yfory ddoe mis misoedd blwyddyn flwyddyn amser bore prynhawn llun mawrth mercher iau gwener
gwaith waith gweithio weithio tîm dîm timau nod nodau cynllun gynllun cynlluniau pobl bobl rhywun neb dim peth pethau bethau ffordd dda da
gwell cyntaf nesaf ddiwethaf olaf dechrau ddechrau gorffen orffen helpu edrych siarad cyfarfod gyfarfod gofyn ofyn ateb dysgu ddysgu newid
ysgrifennu darllen anfon dangos pwysig gwahanol barod gyda'n gilydd
"""

EMPTY = _words(_ENGLISH) | _words(_WELSH)
COMMON = _words(_COMMON)
