import { isMediaAddress, isSiteAddress } from '@/lib/tiktok/address/hosts';

/**
 * The words that the details of our failures are made of, the names of endpoints, and the site's own names of fields. Of a
 * technical text only these stay in a report: what is forgotten here is missing there, and nothing else can come through.
 */
const known: ReadonlySet<string> = new Set(
  `a|aborterror|absolute|access|account|address|again|age|agree|alive|an|another|answer|any|api|api-live|app|are|
  arrives|as|at|author|back|bad|base|batch|bdturing-verify|be|before|beyond|body|box|boxes|broken|browser|bug|bytes|
  called|came|cannot|cap|captcha|challenge|channel|characters|check|check_alive|choose|closed|code|collect|collection|
  collection_list|collectionlist|command|comment|comments|complete|constrainterror|context|context-gone|could|count|
  crash|creator|cursor|custom|cut|data|database|dataerror|day|deep|default|depth|detail|device|do|document|does|
  download|downloads|due|each|empty|end|expected|expired|explore|extra|favorite|favourites|feed|fetch|fewer|field|
  file|file_access_denied|file_blocked|file_failed|file_name_too_long|file_no_space|file_security_check_failed|
  file_too_large|file_virus_infected|files|final|flv|folder|follow|following|for|foreign|forgot|found|frame|friends|
  from|full|gate|gear|general|gives|gone|guests|gzip|has|has_more|hashtag|hasmore|hasmoreprevious|have|header|here|
  history|host|hosts|html|http|id|ids|im|imagepost|impossible|in|info|input|instead|interrupted|interval|
  invalid_format|invalid_type|invalid_union|invalid_value|invalidstateerror|is|item|item_id|item_list|iteminfo|
  itemlist|items|itemstruct|its|job|json|kept|keyword|kind|known|large|leads|led|length|likes|limit|link|list|live|
  load|log|logged|logged-in|login|long|lost|malformed|many|may|media|message|milliseconds|missing|mix|moov|more|move|
  music|name|names|neither|nested|network|network_disconnected|network_failed|network_invalid_request|
  network_server_down|network_timeout|never|newer|next|nickname|no|no-answer|nobody|none|nor|not|notfounderror|
  nothing|nowhere|number|object|of|off|offline|offscreen|on|only|open|other|out|outside|over|owner|page|page-lost|
  pages|parameters|part|passport|past|path|payload|permission|photo|picture|place|play|playaddr|player|playlist|
  playlistid|plays|poi|port|post|posts|private|profile|protobuf|pushframe|quota|quotaexceedederror|rangeerror|rate|
  read|receiving|recommend|recommended|record|recording|refused|region|related|removed|repeat|reply|repost|request|
  retry|room|route|row|rule|rules|s|safe|same|save|saved|say|search|seen|segment|sent|server_bad_content|
  server_failed|server_forbidden|server_unauthorized|session|sessions|settings|shape|short|should|shown|since|site|
  size|sizes|sound|source|space|stalled|stand|status|stored|story|stream|streams|string|subtitle|such|surplus|system|
  tab|tag|tags|template|text|than|that|the|their|there|this|tiktok|time|timeout|timeouterror|to|token|too|too_big|
  too_small|took|total|tpp|track|tracks|tt_orcas_res|type|typeerror|undefined|unexpected|unknown|unknownerror|
  unpacked|unreadable|unrecognized_keys|unusable|user|user_canceled|user_list|user_shutdown|userinfo|userlist|v1|
  values|verify|version|versionerror|video|videodetail|was|watch|way|web|webcast|webvtt|well|were|where|whether|whole|
  window|without|work|work-tab|worker|wrong|x-tt-system-error`.split(/[|\s]+/),
);

const GONE = '[removed]';

const isOurs = (host: string): boolean => isSiteAddress(`https://${host}/`) || isMediaAddress(`https://${host}/`);

/** An address that is cut to its host already; or the mark of what is gone; or a word, with the signs that tokens hold; or one sign. */
const pieces = /https:\/\/[\w.-]+\/…|\[removed\]|[\p{L}\p{M}\p{N}_%+=~-]+|\s+|./gsu;

const signs = new Set([...`.,:;()[]/<>'"?!…`]);

const isNumber = (piece: string): boolean => /^\d{1,5}$/.test(piece);

const isKnown = (piece: string): boolean => {
  if (piece === GONE || piece.trim() === '' || signs.has(piece)) return true;
  const [, host] = /^https:\/\/(.+)\/…$/.exec(piece) ?? [];
  return host === undefined ? known.has(piece.toLowerCase()) : isOurs(host);
};

/** A technical text of which only words of our own and the site's hosts are left; its short numbers where all else was ours. */
export const knownWords = (text: string): string => {
  const found = text.slice(0, 300).match(pieces) ?? [];
  const isOwn = found.every((piece) => isKnown(piece) || isNumber(piece));
  return found.map((piece) => (isKnown(piece) || (isOwn && isNumber(piece)) ? piece : GONE)).join('');
};

const agentParts =
  /\b(?:(?:Mozilla|AppleWebKit|Chrome|Safari|Firefox|Gecko|Version|Edg|OPR|Vivaldi)\/\d[\d.]*|Windows NT [\d.]+|Win64|x64|Linux|x86_64|aarch64|Macintosh|Mac OS X [\d_.]+|Android|CrOS|Mobile)\b/g;

/** The names and versions of browsers and systems in a user agent, and nothing else of it. */
export const agentWords = (agent: string): string => (agent.slice(0, 300).match(agentParts) ?? []).join(' ');
