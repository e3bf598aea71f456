"""The forms of keys and tokens, as those who give them out describe them, each with what stands in every one of them."""

import re
from dataclasses import dataclass

B64 = r"[A-Za-z0-9+/]"
URL64 = r"[A-Za-z0-9_-]"
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


@dataclass(frozen=True, slots=True)
class Form:
    """What a kind of secret looks like: `literals`, one of which each of them holds, and its pattern."""

    name: str
    literals: tuple[str, ...]
    pattern: re.Pattern[str]


def _form(name: str, literals: str, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> Form:
    """A form whose pattern begins and ends where a longer word does not go on."""
    return Form(name, tuple(literals.split(" ")), re.compile(rf"(?<![A-Za-z0-9])(?:{pattern})(?![A-Za-z0-9])", flags))


FORMS = (
    _form("GOV.UK Notify", "-", rf"[a-z0-9_-]{{1,60}}-{UUID}-{UUID}", re.IGNORECASE),
    _form("AWS key", "AKIA ASIA", r"(?:AKIA|ASIA)[A-Z0-9]{16}"),
    _form("AWS secret", "aws AWS Aws ecret", rf"(?:(?:aws.{{0,20}})?secret.{{0,3}}(?:access.{{0,3}})?key[\"' ]{{0,3}}[:=> ]{{1,4}}[\"']?){B64}{{40}}", re.IGNORECASE),
    _form("Azure SAS", "sig=", r"(?:https?://[^\s\"'<>?]{1,300}\?)?[^\s\"'<>]{0,300}sig=[A-Za-z0-9%+/_-]{20,120}(?:={1,2})?(?:&[\w.%=-]{1,80}){0,12}"),
    _form("Azure storage", "AccountKey", rf"(?:DefaultEndpointsProtocol=[^\s]{{1,200}})?AccountKey={B64}{{40,100}}={{0,2}}"),
    _form("Azure shared access", "SharedAccessKey", rf"(?:Endpoint=[^\s]{{1,200}})?SharedAccessKey={B64}{{40,100}}={{0,2}}"),
    _form("Azure client", "Q~", rf"{URL64}{{3}}[0-9]Q~[A-Za-z0-9_.~-]{{31,34}}"),
    _form("Google API", "AIza", rf"AIza{URL64}{{35}}"),
    _form("Google OAuth", "GOCSPX- ya29.", rf"GOCSPX-{URL64}{{28}}|ya29\.{URL64}{{30,400}}"),
    _form("Google Chat", "chat.googleapis.com", r"https://chat\.googleapis\.com/v1/spaces/[^\s\"'<>]{1,60}/messages\?[\w=&%-]{10,300}"),
    _form("GitHub", "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_", r"gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{40,255}"),
    _form("GitLab", "gl", rf"gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat)-{URL64}{{20,64}}"),
    _form("Slack", "xox xapp-", r"xox[abposre]-[A-Za-z0-9-]{10,250}|xapp-[A-Za-z0-9-]{20,250}"),
    _form("Slack webhook", "hooks.slack.com", r"https://hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9_/-]{20,120}"),
    _form("Teams webhook", "webhook.office.com outlook.office.com", r"https://[a-z0-9.-]{0,60}\b(?:webhook|outlook)\.office\.com/webhook(?:b2)?/[\w@/-]{20,300}"),
    _form("Discord webhook", "/api/webhooks/", rf"https://(?:[a-z]{{2,8}}\.)?discord(?:app)?\.com/api/webhooks/[0-9]{{10,22}}/{URL64}{{20,100}}", re.IGNORECASE),
    _form("Mattermost webhook", "/hooks/", r"https://[\w.-]{1,100}/hooks/[a-z0-9]{26}"),
    _form("Zapier webhook", "hooks.zapier.com", r"https://hooks\.zapier\.com/hooks/catch/[0-9]{4,12}/[a-z0-9]{5,12}"),
    _form("Stripe", "sk_ rk_ whsec_", r"(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,250}|whsec_[A-Za-z0-9+/=]{24,100}"),
    _form("Twilio", "SK AC", r"(?:SK|AC)[0-9a-f]{32}"),
    _form("SendGrid", "SG.", rf"SG\.{URL64}{{16,32}}\.{URL64}{{30,60}}"),
    _form("Mailgun", "key- pubkey-", r"(?:pub)?key-[0-9a-f]{32}|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}"),
    _form("Mailgun, newer", "-", r"[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}"),
    _form("Mailchimp", "-us", r"[0-9a-f]{32}-us[0-9]{1,2}"),
    _form("npm", "npm_", r"npm_[A-Za-z0-9]{30,64}"),
    _form("PyPI", "pypi-", rf"pypi-{URL64}{{32,400}}"),
    _form("private key", "PRIVATE KEY PuTTY- AGE-SECRET-", r"-{5}BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-{5}|PuTTY-User-Key-File-[23]|AGE-SECRET-KEY-1[0-9A-Z]{58}"),
    _form("JWT", "eyJ", rf"eyJ{URL64}{{8,2000}}\.eyJ{URL64}{{4,4000}}\.{URL64}{{10,1000}}"),
    _form("OpenAI, Anthropic", "sk-", rf"sk-(?:proj-|ant-[a-z0-9]{{2,8}}-|svcacct-)?{URL64}{{32,250}}"),
    _form("Hugging Face", "hf_", r"hf_[A-Za-z0-9]{30,64}"),
    _form("DigitalOcean", "_v1_", r"do[opr]_v1_[a-f0-9]{64}"),
    _form("Atlassian", "ATATT3 ATCTT3", r"AT[AC]TT3[A-Za-z0-9_=-]{30,300}"),
    _form("Shopify", "shp", r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}"),
    _form("Telegram", ":AA", rf"[0-9]{{8,10}}:AA{URL64}{{33}}"),
    _form("Postman, New Relic, Figma", "PMAK- NRAK- figd_", rf"PMAK-[A-Za-z0-9-]{{40,80}}|NRAK-[A-Z0-9]{{27}}|figd_{URL64}{{30,60}}"),
    _form("Sentry, Databricks, Linear", "sntry dapi lin_api_", r"sntry[su]_[A-Za-z0-9+/=_-]{40,300}|dapi[a-f0-9]{32}|lin_api_[A-Za-z0-9]{32,64}"),
    _form("in a header", "asic earer", r"(?:Authorization|authorization)[\"']?: ?[\"']?(?:Basic|Bearer|basic|bearer) [A-Za-z0-9+/_.~-]{12,2000}={0,2}"),
)
