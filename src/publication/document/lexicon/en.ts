import { idiomsOf, type Lexicon, wordsOf } from './lexicon.ts';

/* English words that state a number, a share or a comparison; see the Dutch lexicon. */

const counting = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const small =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const tens = 'twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety';

const numbers = wordsOf(`
  zero one ${small.replaceAll('|', ' ')} ${tens.replaceAll('|', ' ')} hundred hundreds thousand thousands million millions
  billion billions dozen dozens umpteen umpteenth both neither pair pairs couple couples
  trio duo quartet quintet sextet septet octet triad threescore twosome threesome tithe handful handfuls first second third fourth fifth once twice thrice single sole lone solitary
  half halves quarter quarters thirds fifths tenths percent percentage percentages pct permille
  double doubles doubled doubling triple triples tripled tripling treble trebled trebling quadruple quadrupled quintupled
  halve halved halving multiple multiples
  no none nobody nothing nowhere never nil naught nought zilch all everyone everybody everywhere every each always entire
  entirely whole fully only merely solely exclusively unanimous unanimously
  many few fewer fewest several some various numerous countless innumerable plenty myriad majority minority most mostly
  mainly chiefly largely predominantly overwhelmingly bulk fraction often oftener rarely seldom frequent frequently
  infrequently usually typically commonly sporadically approximately roughly almost nearly barely hardly scarcely
  virtually practically average averages minimum maximum mln bn record
`);

const comparisons = wordsOf(`
  more less least equal equally higher highest lower lowest larger largest bigger biggest greater greatest smaller
  smallest longer longest shorter shortest faster slower better worse worst exceeded exceeds exceeding
  outnumber outnumbered outnumbers outstripped surpassed surpasses
  increase increased increases increasing increasingly decrease decreased decreases decreasing rise rises rose risen
  rising fall falls fell fallen falling grew grow grows grown growing growth dropped drop drops declined decline declines
  declining soared soar surged surge plummeted plunged climbed jumped sank sunk shrank shrunk shrinking dwindled dwindling
  swelled ballooned slumped dipped halting upswing downturn uptick upturn peak peaked peaks stable unchanged steady
  steadily significant significantly sharply slight slightly considerable considerably substantial substantially markedly dramatic dramatically
`);

const afterOrdinal = [
  'part(?:y|ies)|person|persons|countr(?:y|ies)|point of contact|contact|chamber|reader|readers|opinion|aid|name|names',
  'instance|degree|step|steps|phase|stage|line|language|world|world war|nature|chance|thought|thoughts|hand|sight|glance',
  'place|impression|class|floor|paragraph|subsection|section|article|chapter|quarter|half of the year|responder|responders',
  'word|reaction|conversation|meeting|talk|response|sector|estate|day|days|world war|sense|time lucky',
  'draft|version|edition|reading|principle|principles|priority|duty|rule|responsibility|officer|minister|secretary|lady',
].join('|');

/** Who may and must do things; what is counted in a report is not among them. */
const people =
  'employees?|members? of staff|staff|colleagues?|officials?|managers?|citizens?|reporters?|readers?|new employees?';
/** "One of the reasons" counts nothing, "one of the reports" does. */
const abstract =
  'reasons|ways|causes|aims|goals|principles|themes|topics|questions|lessons|priorities|possibilities|annexes|chapters|sections|pillars|conditions|forms|values|core values|tasks|risks|challenges|requirements|means|instruments';

const idioms = idiomsOf(
  `(?:(?:the|a|our|your|their|its|her|his|at|in|from) )?(?:first|second|third|fourth|1st|2nd|3rd) (?:${afterOrdinal})`,
  '(?:the )?\\p{L}{3,}(?:th|st|nd|rd) century|sixth sense|(?:at the )?eleventh hour|saves nine|two heads are better than one|takes two to tango|comes? (?:first|second)|(?:safety|people|trust) first|for a second',
  'first and foremost|first of all|at first|in the first place|first come first served|second to none|second hand|secondhand|third party|third parties|firstly|secondly|thirdly|second nature|a split second|in a second|seconded',
  'one another|one on one|one to one|one by one|on (?:the )?one hand|one (?:should|must|cannot|never knows|does not (?:rule|exclude))|(?:that|this) one is (?:for|about)|one stop shop|one way or another|one and the same|one off|one sided|no one is above|(?:no )?one size fits all|as one|at one with|one day',
  'single point of contact|single entry point|single file|every single|a single voice',
  'both (?:sides|parties)|both ways|have it both ways|two sides of the same coin|two way|two-fold approach|two tier|in two minds|four eyes|four eyes principle|three lines of defence|three lines model|zero tolerance|ground zero|seven deadly|nine to five|cloud nine|back to square one|square one|number one priority',
  'half hearted|half heartedly|halfway|half an ear|half the battle|half open|half baked|half truths?|(?:a )?whole lie',
  'double standards?|double check\\p{L}*|double role|double edged|double agenda|double negative',
  'at all times|after all|above all|at all|all in all|all along|all hands on deck|all the same|once and for all|of all|all clear|not at all|all round|for all to see|all ears',
  'no longer|no doubt|no matter|no later than|no wonder|by no means|in no way|no less|yes or no|no substitute|no guarantee|no excuse|no obstacle|there is no place|no stone unturned|no man s land|(?:this|that|it) is no|no easy|no (?:distinction|question of|sense|way back|secrets?|need to|room for|judgement|reason to|formality|point in)|no \\p{L}+ is too (?:small|big|odd|trivial|strange)',
  // What people may and must do is a rule and no count of who did.
  `(?:every(?:one|body)|any(?:one|body)|no(?:body| one)|(?:every|each|all) (?:${people})) (?:can|may|must|should|has to|have to|has the right|have the right|deserves?|is free to|are free to)`,
  `for (?:every(?:one|body)|(?:every|each|all) (?:${people}))|(?:take|takes) (?:every|each) (?:report|question|signal) seriously|(?:every|each) (?:report|question|signal|${people}) (?:gets (?:an answer|support)|is (?:treated|taken|handled) (?:in confidence|seriously|with care)|deserves|matters)`,
  'follow up on (?:every|each) (?:report|question|signal)|(?:we|they|people) are all responsible|all or nothing|nothing matters|no (?:outcome|decision|answer|conclusion)(?: \\p{L}+){0,3} yet|prevention is better than cure|(?:must|can|could|should|may) (?:always )?be (?:better|lower)|lower threshold',
  'always (?:there|available|welcome|confidential|possible|free to)',
  `one of (?:the|our|its) (?:${abstract})`,
  '(?:want|wants|need|needs|ask|asks|asked|deserves?|strive|call|calls|room|time)(?: for)? more (?:openness|attention|room|time|trust|understanding|knowledge|clarity|safety|awareness|support)',
  'rose to (?:its|his|her|their) feet|rose to the (?:occasion|challenge)|grew out of|fell on (?:a|an|him|her|them|me|us)|dropped (?:a|the) (?:hint|matter|subject)|(?:matter|subject) (?:was|is) dropped|jump(?:ed|s)? (?:at the chance|to conclusions)|climb(?:ed|s)? down from|climbed down',
  'at once|once (?:the|it|you|they|we|this|that|he|she)|all at once|for once',
  'not only|only (?:if|when|where|after|then|with|by|on|once|human|natural|fair)|read only|if only',
  'some(?: )?day|some(?: )?time|to some extent|in some respects?|some(?: )?how|some thought',
  'more information|read more|what is more|more about|any(?: )?more|more or less|once more|more harm than good|less is more|last but not least|least of all|not least|nonetheless|nevertheless|more than welcome',
  'at the same time|in the same way|the same (?:hands?|rules?|person|matter|case|standard|form|words?|spirit|boat|token|coin)|all the same|same day',
  'equal (?:treatment|opportunit(?:y|ies)|pay|footing|rights)|equally important|on an equal footing',
  'as a whole|on the whole|the whole truth|whole hearted\\p{L}*|whole story|part and whole',
  'falls? (?:under|within|outside|into|short|foul|apart|silent|ill|back on|on deaf ears|to)|fell (?:under|within|outside|into|short|ill|silent)|free fall|waterfall|rainfall|nightfall',
  '(?:gives?|gave|given|giving) rise|rise to|rise above|sunrise|high rise|growth (?:mindset|path)|personal growth|grow (?:in|into|as|from|up|together)|room to grow|professional growth',
  'many thanks|in many ways|a few words|every effort|each other|every now and then|every reason|some of us know',
  'on record|off the record|for the record|track record|keeps? (?:a )?records?|record(?:ed|ing|s)?(?: keeping)|to record|a record of (?:the|each|a)|set the record straight',
  'only human|better late than never|better safe than sorry|never mind|never too late|never again|always open|for better or worse|get better|for the better|better off|know better|the better part',
  'significant other|steady hand|drop (?:in|by|a line|box|the case)|drop-?box|peak season|stable (?:address|identifier|basis)|marked as|marked with|is marked|are marked|mean(?:s|ing)? (?:that|well)|multiple choice|multiple roles',
  'quarterly|three quarters? finished|six sigma|catch twenty two|twenty first century|nineteenth century|at sixes and sevens|forty winks|ten commandments',
  'various ways|plenty to do|often asked|frequently asked questions',
);

/** English: see {@link Lexicon}. */
export const english: Lexicon = {
  counting,
  numbers,
  comparisons,
  compound: new RegExp(
    `^(?:${tens})-?(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)$` +
      `|^(?:one|${small}|${tens}|hundred|thousand|many|multi)-?fold$|^(?:half|quarter)-?(?:a|of)$` +
      `|^(?:${small}|${tens})-?(?:s|some|something|odd|ish|plus|th|ths|eth|tieth)$|^(?:sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|twentieth|thirtieth|fortieth|fiftieth|hundredth|thousandth|umpteenth)s?$` +
      '|^(?:doubl|tripl|trebl|quadrupl|quintupl|sextupl|halv)(?:e|es|ed|ing)$|^(?:one|two|three|four|nine)-(?:third|thirds|quarter|quarters|fifth|fifths|tenth|tenths|half)$',
    'u',
  ),
  changing:
    /^(?:skyrocket\p{L}*|plummet\p{L}*|surg(?:e|ed|es|ing)|soar\p{L}*|dwindl\p{L}*|nosediv\p{L}*|escalat(?:ed|ing)|multipl(?:y|ies|ied|ying)|mushroom(?:s|ed|ing)|rocket(?:s|ed|ing)|snowball(?:s|ed|ing)|proliferat\p{L}*|wan(?:ed|ing)|burgeon\p{L}*)$/u,
  phrases:
    /(?<!\p{L})(?:for the first time|a (?:\p{L}+ )?number of|the (?:vast |overwhelming |great )?majority|a lot of|lots of|heaps of|scores? of|loads of|a (?:gross|brace|trickle|spate|slew|raft|multitude|clutch|swarm|deluge|torrent|mountain|cluster|smattering|sprinkling|batch|barrage|cascade|handful) of|a (?:great|good) deal of|(?:exactly|precisely) an?|there (?:is|was) (?:just|but) an?|the odd(?! one)|a good many|fingers of|one in|one out of|one of (?:the|them|our|these|those|its)|(?:the )?other one|either of|none of|as many|as much|as often|up to|at least|at most|no fewer than|no more than|not one|not a single|the rest|the remaining|the remainder|the bulk|the lion'?s (?:share|part)|a (?:\p{L}+ )?(?:share|proportion|portion) of|a (?:large|small|big|sizeable|good|great|significant|substantial|considerable|fair|major|minor) part of|(?:hit|hits|reach(?:ed|es)?) an? (?:\p{L}+ )?(?:low|high|peak|record|maximum|minimum)|(?:stayed|remained|remains|stays|was|were|is|are) the same|the same (?:number|level|share|amount|total|score|percentage|as)|a series of|a string of|a stream of|a wave of|a flood of|a host of|a range of|a third|a quarter|a half|a tenth|a fifth|two thirds|three quarters|times (?:as|the|more|higher|larger)|in a row|year on year (?:rise|fall|growth)|than ever|ever before|across the board|too (?:many|few)|hand over fist|any of (?:them|the))(?!\p{L})/gu,
  split: new RegExp(
    [
      String.raw`(?<!\p{L})(?:goes|go|went|gone|shot|shoots|edged|crept|crawled|ticked|moved)(?!\p{L})[^.;:]{0,40}(?<!\p{L})(?:up|down|upwards?|downwards?)`,
      String.raw`(?<!\p{L})(?:was|were|is|are) (?:(?:\p{L}+ly|well|far) )?(?:up|down)`,
      String.raw`(?<!\p{L})(?:comes|came|come)(?!\p{L})[^.;:]{0,40}(?<!\p{L})(?:down|downwards?)`,
      String.raw`(?<!\p{L})(?:tail|taper|level|drop|fall)(?:s|ed|led|ped|ing|ling|ping)? off`,
    ]
      // What belongs to a verb ends its clause; before a noun it is a preposition.
      .map(
        (verb) =>
          `${verb}${String.raw`(?=\s*(?:[.,;:!?)]|$|(?:by|from|since|compared|and|again|but|while|sharply|steadily|slightly|considerably|on (?:last|the) year|last|this|in (?:the|this) year|over the|on the (?:year|rise))(?!\p{L})))`}`,
      )
      .join('|'),
    'gu',
  ),
  rounding:
    /(?<!\p{L})(?:about|around|over|under|above|below|just|some|well over|close to|upwards of|more than|less than|fewer than|nearly|almost|a good|circa)\s*$/u,
  idioms,
  upward:
    /(?<!\p{L})(?:more|higher|larger|greater|longer|increas\p{L}*|ros[e]|risen|rising|rises?|grew|grow\p{L}*|up)(?!\p{L})/u,
  downward:
    /(?<!\p{L})(?:less|fewer|lower|smaller|shorter|decreas\p{L}*|fell|fall\p{L}*|declin\p{L}*|dropp?\p{L}*|shr[aiu]nk|down)(?!\p{L})/u,
};
