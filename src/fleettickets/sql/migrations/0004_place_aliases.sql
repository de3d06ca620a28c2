-- What the words of an address mean: read by every geocoding run, edited by people.

CREATE TABLE tickets.place_aliases (
    kind text NOT NULL
    CONSTRAINT place_aliases_kind_check CHECK (
        kind IN ('code', 'word', 'suffix', 'pattern', 'region')
    ),
    alias text NOT NULL CONSTRAINT place_aliases_alias_check CHECK (alias <> ''),
    replacement text NOT NULL,
    rank integer NOT NULL DEFAULT 100,
    is_active boolean NOT NULL DEFAULT TRUE,
    note text,
    PRIMARY KEY (kind, alias),
    CONSTRAINT place_aliases_replacement_check CHECK (kind = 'pattern' OR replacement <> '')
);
COMMENT ON TABLE tickets.place_aliases IS
'How addresses are cleaned before they are asked for (docs/geocoding.md#addresses). A place whose '
'cleaned text changes and that has no position is asked for again by the next run.';
COMMENT ON COLUMN tickets.place_aliases.kind IS
'code: stands for a place. word: an abbreviation anywhere; suffix: one that is not first in its '
'part (St Mary''s, Mary St). pattern: a regular expression of Python on the text in lower case. '
'region: a ticket''s region, whose replacement names counties and cities, separated by commas.';
COMMENT ON COLUMN tickets.place_aliases.rank IS 'Patterns apply in this order.';
COMMENT ON COLUMN tickets.place_aliases.is_active IS
'FALSE keeps a code that labels carry from being taken for a place.';

INSERT INTO tickets.place_aliases (kind, alias, replacement, rank, note)
VALUES
('code', 'QOA', 'Quarry Road', 100, NULL),
('code', 'PTMP', 'Pipeline', 100, NULL),
('pattern', '(?:\+254|\b254|\b0)[ -]?[17]\d\d[ -]?\d{3}[ -]?\d{3}\b', ' ', 10, 'telephone'),
('pattern', '\bp\.? ?o\.? ?box[ :]*\d+(?: ?- ?\d{5})?(?: ?, ?\d{5}\b)?', ',', 11, 'post box'),
('pattern', '[-+]?\b\d{1,3}\.\d{3,}', ' ', 12, 'coordinates in the text'),
(
    'pattern',
    '\b(?:[a-z]{2,5}[-/]+){0,2}(?:fat|fdt|fdb|fdc|odb|odf|olt|onu|ont|msan|gpon|'
    'splitter)\b[-/ #]*(?:[a-z]{2,5}[-/]+)?(?:no\.? '
    '?)?(?:\d+[a-z]?\b)?(?:[-/.]\d+)*',
    ',', 20, 'network label'
),
(
    'pattern',
    '\b(?:[a-z]{2,5}[-/]+){0,2}(?:fat|fdt|fdb|fdc|odb|odf|olt|onu|ont|msan|gpon|'
    'splitter)\d+[a-z]?\b(?:[-/.]\d+)*',
    ',', 21, 'network label without a separator'
),
(
    'pattern',
    '\b(?:kplc )?(?:pole|transformer|manhole|handhole|chamber|cabinet|joint|'
    'closure|splice)s?\b ?(?:no\.?|number|#)?[ '
    '-]*(?:[a-z]{1,4}[-/])?\d+[a-z]?\b(?:[-/]\d+)*',
    ',', 30, 'pole or chamber'
),
('pattern', '\b(?:kplc )?pole\b ?(?:no\.?|number)?', ',', 31, 'a pole without its number'),
(
    'pattern',
    '\b(?:l\.? ?r\.?|plot|parcel|title)(?: (?:no\.?|'
    'number))?[ .#]*\d+[a-z]?\b(?:[-/][a-z0-9]+)*',
    ',', 32, 'land register'
),
(
    'pattern',
    '\b(?:apartments?|appts?|apts?|flats?|hse|house|unit|door|room|rm|suite|shop|'
    'office|stall|villa|bungalow|maisonette|mansionette|block|blk|building|bldg|'
    'wing|tower)\b\.?[ #-]*(?:(?:no|number)\b[. #-]*)?(?:[a-z]{1,2}[ -]?)?\d+(?: '
    '?[a-z]\b)?(?:[-/]\d+[a-z]?)*\b',
    ',', 40, 'unit with its number'
),
(
    'pattern',
    '\b(?:hse|house|block|blk|wing|flat|apt|unit|door|tower|'
    'court)\.? (?:no\.? ?)?[a-z]\b(?=$|[ ,])',
    ',', 41, 'unit with its letter'
),
(
    'pattern',
    '\b(?:(?:\d{1,2} ?(?:st|nd|rd|th)|ground|first|second|third|fourth|fifth|sixth|'
    'top) (?:floor|flr|fl)|floor \d+)\b',
    ',', 42, 'floor'
),
('pattern', '\bports? \d+\b|\b1[:x]\d+\b', ' ', 19, 'port, or ratio of a splitter'),
('pattern', '#[ -]*[a-z]{0,2}-?\d+[a-z]?\b', ',', 43, 'number'),
('pattern', '\b(?:hse|house|door)?\.? ?\bno\.? ?[a-z]?\d+[a-z]?\b', ',', 44, 'number'),
('pattern', '\b\d+(?: ?[-,] ?\d+)? block\b(?: of\b)?', ' ', 39, '1500 block of a road'),
(
    'pattern',
    '\b(?:north|south|east|west)(?:[ -](?:north|south|east|west))* of\b',
    ',', 50, 'bounds of an area'
),
(
    'pattern',
    '\b(?:opposite|opp\b\.?|near|next to|adjacent to|adj\b\.?|behind|along|'
    '(?<!drop )off|beside|around|towards|in front of|close to)(?: the\b)?(?=[ ,])',
    ',', 51, 'relation'
),
(
    'pattern',
    '\b(?:customer|client|reported by|call|contact|tel|attn)\b[ .]*',
    ',', 52, 'people'
),
(
    'pattern',
    '\b(?:mac\b[ ,]*)?\b[0-9a-f]{2}(?:[:,-][0-9a-f]{2}){5}\b',
    ',', 13, 'hardware address'
),
(
    'pattern',
    '\b(?:s/?n|serial)\b(?: (?:no|number)\b)?[ .#,-]*(?=[a-z]*\d)[a-z0-9]{6,}\b',
    ',', 14, 'serial number'
),
(
    'pattern',
    '\b(?:acc|acct|account|a/c|ref|ticket)\b\.?(?: ?(?:no|number)\b\.?)?[ #,-]*\d+\b',
    ',', 15, 'number of an account or ticket'
),
('pattern', '\bv-?lan\b[ #-]*\d*', ',', 16, 'virtual network'),
('pattern', '\b(?:olt[- ]?\d+[-/ ])?[exg]*pon[- ]?\d+\b(?:[-/]\d+)*[-/]?', ',', 18, 'optical port'),
(
    'pattern',
    '\b(?:plot|house|hse|flat|apt|unit|door|block|blk) (?:no|number)\b\.?(?=[ ,]|$)',
    ',', 45, 'unit whose number was taken'
),
(
    'pattern',
    '(?:^|(?<=,)) *(?:n ?[/.]? ?a\.?|none|nil|null|nan|nill|unknown|not known|not available|'
    'not applicable|no (?:location|address|name)|tbd|tba|test(?:ing|s)?(?: (?:ticket|only))?|dummy|'
    'same|same as above|customer|location|address|site|kenya|uganda|tanzania|rwanda|east africa|'
    'africa)[ .]*(?=,|$)',
    ' ', 60, 'names no place'
),
('pattern', '\+?\b256[ -]?\d{2,3}[ -]?\d{3}[ -]?\d{3,4}\b', ' ', 10, 'telephone of Uganda'),
('region', 'nrb', 'Nairobi', 100, NULL),
('region', 'nbi', 'Nairobi', 100, NULL),
('region', 'msa', 'Mombasa', 100, NULL),
('region', 'ksm', 'Kisumu', 100, NULL),
('region', 'kla', 'Kampala', 100, NULL),
(
    'region',
    'nairobi metropolitan',
    'Nairobi,Kiambu,Machakos,Kajiado',
    100,
    'city and surroundings'
),
('region', 'coast', 'Mombasa,Kwale,Kilifi,Tana River,Lamu,Taita Taveta', 100, 'former province'),
('region', 'nyanza', 'Kisumu,Siaya,Homa Bay,Migori,Kisii,Nyamira', 100, 'former province'),
('region', 'western', 'Kakamega,Vihiga,Bungoma,Busia', 100, 'former province'),
(
    'region', 'rift valley',
    'Turkana,West Pokot,Samburu,Trans Nzoia,Uasin Gishu,Elgeyo Marakwet,Nandi,Baringo,Laikipia,'
    'Nakuru,Narok,Kajiado,Kericho,Bomet',
    100, 'former province'
),
(
    'region', 'rift',
    'Turkana,West Pokot,Samburu,Trans Nzoia,Uasin Gishu,Elgeyo Marakwet,Nandi,Baringo,Laikipia,'
    'Nakuru,Narok,Kajiado,Kericho,Bomet',
    100, 'former province'
),
('region', 'central', 'Nyandarua,Nyeri,Kirinyaga,Muranga,Kiambu', 100, 'former province'),
(
    'region', 'eastern',
    'Marsabit,Isiolo,Meru,Tharaka Nithi,Embu,Kitui,Machakos,Makueni',
    100, 'former province'
),
('region', 'north eastern', 'Garissa,Wajir,Mandera', 100, 'former province'),
(
    'region', 'mount kenya',
    'Nyeri,Kirinyaga,Muranga,Embu,Meru,Tharaka Nithi,Laikipia,Nyandarua',
    100, 'counties around it'
),
('word', 'rd', 'road', 100, NULL),
('word', 'ave', 'avenue', 100, NULL),
('word', 'hse', 'house', 100, NULL),
('word', 'apt', 'apartments', 100, NULL),
('word', 'apts', 'apartments', 100, NULL),
('word', 'appts', 'apartments', 100, NULL),
('word', 'apartment', 'apartments', 100, NULL),
('word', 'est', 'estate', 100, NULL),
('word', 'gdns', 'gardens', 100, NULL),
('word', 'gdn', 'gardens', 100, NULL),
('word', 'hts', 'heights', 100, NULL),
('word', 'plz', 'plaza', 100, NULL),
('word', 'ctr', 'centre', 100, NULL),
('word', 'center', 'centre', 100, NULL),
('word', 'sch', 'school', 100, NULL),
('word', 'pri', 'primary', 100, NULL),
('word', 'hosp', 'hospital', 100, NULL),
('word', 'mkt', 'market', 100, NULL),
('word', 'stn', 'station', 100, NULL),
('word', 'bldg', 'building', 100, NULL),
('word', 'blk', 'block', 100, NULL),
('word', 'jct', 'junction', 100, NULL),
('word', 'jn', 'junction', 100, NULL),
('word', 'junc', 'junction', 100, NULL),
('word', 'rbt', 'roundabout', 100, NULL),
('word', 'hwy', 'highway', 100, NULL),
('word', 'blvd', 'boulevard', 100, NULL),
('word', 'blv', 'boulevard', 100, NULL),
('word', 'cres', 'crescent', 100, NULL),
('word', 'nrb', 'nairobi', 100, NULL),
('word', 'nbi', 'nairobi', 100, NULL),
('word', 'msa', 'mombasa', 100, NULL),
('word', 'mt', 'mount', 100, NULL),
('suffix', 'st', 'street', 100, NULL),
('suffix', 'dr', 'drive', 100, NULL),
('suffix', 'ln', 'lane', 100, NULL),
('suffix', 'ct', 'court', 100, NULL),
('suffix', 'crt', 'court', 100, NULL),
('suffix', 'cl', 'close', 100, NULL),
('suffix', 'sq', 'square', 100, NULL),
('suffix', 'ph', 'phase', 100, NULL);
