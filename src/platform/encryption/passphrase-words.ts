/** Short Dutch words of things that one sees before oneself, of which passphrases are made. Own list. */
export const passphraseWords: readonly string[] = `
  aap aardbei acteur akker amandel ananas andijvie anjer anker apotheek appel april arend arm aster
  aubergine augustus auto avond avondrood azijn baard baars baby bad bakfiets bakken bakker bal balans
  balkon ballon banaan band bank barnsteen basilicum bed beek been beer beitel beker bel benzine berg berk
  beschuit beuk bever bezem bies bieslook biet bij bizon blad blauw blik bliksem bloem bloempot bloesem
  blouse boei boek boer boog boom boomgaard boon boor boot bord bordje borstel bos boter boterham bouwen
  braam brandweer breed breuk brief bries broek broer bron brons brood broodje brug bruin buffel burcht
  bus buur cactus camera cello chauffeur chocola circus cirkel citroen clown courgette cracker dadel dag
  daglicht dahlia dak dakdekker dakpan dal dammen dans dansen danser dauw deeg deken deksel den derde deur
  deurbel diamant dichter dijk dille dinsdag dirigent dobbel doek doel dokter dolfijn donder donderdag
  doos dorp douche draad drempel driehoek dromen droog druif drukker duif duim duin duizend dweil eekhoorn
  eend eerste eetkamer eeuw egel eieren eik eikel eiland eindpunt ekster eland elleboog els emmer envelop
  erwt esdoorn ezel fazant februari fiets fietsen film fles fluit fluitje fluweel forel fornuis fossiel
  foto framboos fruit gans garage garnaal gast geel gehucht geit geluid gemaal gember geranium getal getij
  gezin giraf gitaar glas gletsjer glijbaan glimlach golf gordel gordijn goud graad graan gracht gram
  graniet gras grasland graven grijs groen grond groot grot gum haai haak haan haar haard haardvuur haas
  hagedis hagel hal halsband halte hamer hamster hand handdoek handdruk hard haring harnas harp hars hart
  haven havik hazelnoot heester heide hek helder hemd hemel hengel herfst hert heuvel hobo hockey hoed
  hoek hoeve hommel hond honderd honing hoog horizon hortensia hulst hyacint ijsbaan ijzel ijzer inkt jaar
  jam januari jas jasmijn jeugd judo juf juli juni jurk juwelier kaars kaart kaarten kaartje kaas
  kabeljauw kachel kade kalkoen kam kameel kamer kan kanaal kanarie kandelaar kaneel kangoeroe kano kapel
  kapitein kapper kar karaf karper karton karwei kast kastanje kasteel kat katoen kegel kei kelder kelk
  kerk kers kervel ketel ketting keuken kever kievit kikker kilometer kin kind kiosk kip kist kiwi
  klarinet klaver klei klein klimmen klimop klok klomp kloof kluis knie knikker knoflook knoop knop koala
  koe koek koepel koffer koffie kogel kok koken kokos komeet komkommer kompas konijn kool koor koord koper
  kopje koraal korenveld korfbal kort koud kraag kraai kraan krab krant krat kreeft krekel krent krijt
  kristal krokus kroon kruising krul kubus kussen kust kwartier kwast laag laan laars lachen ladder lade
  laken lama lamp landweg lang lantaarn lariks laurier lavendel leer leesboek leeuw leeuwerik lelie lente
  lepel lepelaar leraar lezen libel licht lichtjes lied lijm lijn lijst limoen limonade linde liniaal
  linksaf linnen lint linze lis liter lood loods lopen luifel luik lynx maaltijd maan maand maandag maart
  machinist madelief mand mango margriet marmer marter mast mat matroos medaille meer mees meeuw mei
  meidoorn melk melkbus melodie meloen merel mes meter metro metselaar middag mier minuut mist moeder
  moeras moestuin mol molen molenaar mond mos mossel mosterd motor mug muis munt mus museum muts muur
  muziek naald nacht narcis neef nest net neus neushoorn nicht noord noot notenboom oase ober ochtend
  oester oever oktober olie olifant olijf oma omweg onderdak onweer oog oogsten ooievaar oom oor oost opa
  opstap oranje orchidee orgel orkest otter ouverture oven paard paars pad pakket paleis paling pan panda
  pannetje panter pantoffel papaver papegaai papier paprika paraplu parel park passer pasta pauw pedaal
  peddel peer pen peper perron perzik pet piano pier piloot pinguin plafond planeet plank planten plas
  plein plons polder pompoen pony poort populier postbode postzegel potlood praam prei pruim punt puzzel
  raam racket radijs radio rail raket rasp rat rechtop ree regen regenboog reiger reizen rem ridder riem
  riet rijp rijst rits rivier robijn roeiboot roeien roer rog rok rood roodborst room roos rooster rotonde
  rots roze rozijn rug rugzak ruit rups rustig saffier salie sandaal saus schaaf schaal schaap schaar
  schaats schaduw schaken schelp schets schild schilder schildpad schip schipper schoen scholier schommel
  school schors schort schouder schrift schrijver schroef schuur serre singel siroop sjaal ski sla slager
  slak slapen slee sleutel slinger sloot slot sluis smal smaragd smid sneeuw snel snoek snoep soep sok som
  spaak spar specht spel spelen spiegel spijker spin spinazie spiraal spons springen staal stal stam
  station steen steiger stempel step ster stil stoel stoep stof stoffer stoplicht storm straat strand
  strik stroom stroop student stuur suiker taart tafel tak tandarts tang tante tapijt tas taxus teen teken
  tekenen tekening teller tennis terp terras thee tien tijger tijm timmerman tin tocht toeter toets tol
  tomaat ton toneel toren touw tractor tram trap trein trektocht trommel trompet troon trui tuba tuin
  tuinbank tuinder tulp tunnel turnen twaalf tweede tweeling twijg uil uitgever uitzicht uur vaart vaas
  vader vakantie valk vanille varen varken vat veen veerboot veertig veld verf verhaal verpleger vest
  vierde vierkant vijftig vijg vijl vijver vinger vink viool viooltje visser vlag vlakte vleermuis vlieg
  vliegen vlieger vliegtuig vlier vlinder vloed vloer vlot voet voetbal vogelhuis volleybal voorjaar vork
  vos vriend vrijdag vrolijk vulkaan vuur vuurtoren waaier wafel wagen walnoot walvis wandelen wang wapen
  warm water waterput waterval week weekend weg wei weide wekker wesp west wezel wiel wijzer wilg wind
  windvlaag winter wissel wit witlof woensdag woestijn wol wolf wolk woonboot worm wortel woud yoghurt
  zaad zaag zaaien zacht zadel zakdoek zalm zand zandbak zanger zaterdag zebra zebrapad zee zeef zeehond
  zeep zeil zeilboot zeilen zijde zilver zingen zink zolder zomer zomerdag zon zondag zonnig zuid zus
  zwaan zwaard zwaluw zwart zwembad zwemmen
`
  .trim()
  .split(/\s+/);
