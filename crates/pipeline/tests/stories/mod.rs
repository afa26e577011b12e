//! Invented stories: two on one subject each, and a third that is like them in kind.

/// A ferry sinks.
pub(crate) const FERRY: &str = "\
Ferry sinks off Vanuatu, 84 rescued

A passenger ferry sank off the northern coast of Vanuatu late on Monday, and rescuers pulled 84 people from the water \
before dawn, the coast guard said. At least three passengers were missing.

The Island Pearl was on its way from Luganville to the capital when it began to take on water in heavy seas, said \
Commander Daniel Tari. Its captain sent a distress call at ten minutes past eleven, and a patrol boat reached the place \
about an hour later.

\"Most of them wore life jackets, and that is why they are alive,\" Tari told reporters in Port Vila. He said that \
fishing boats from two villages had joined the search, which would go on through the day.

The company that owns the ferry, Northern Lines, said that 87 people had been on board, including a crew of nine. The \
ship was built in 1991 and was last inspected in March. Prime Minister Alatoi Kalsakau, who had been visiting Fiji, cut \
his trip short and flew home to meet the families of those who are missing.";

/// The same ferry, a day later.
pub(crate) const FERRY_LATER: &str = "\
Vanuatu orders all old ferries into port

Vanuatu's government ordered every ferry older than twenty years to stay in port on Wednesday, two days after the Island \
Pearl went down with 87 people on board.

Divers found the bodies of two of the three passengers who had been missing, police said. The search for the third, a \
schoolteacher from Santo, went on.

Transport Minister Johnny Rasou said that nine ships were affected, and that the islands in the north would be supplied \
by air until they had been inspected. Traders in Luganville complained that they had not been warned.

Northern Lines, the company that owned the ferry, rejected reports that its pumps had failed before. It said that it \
would pay for the funerals. A commission under a retired judge is to report by the end of May, Rasou told parliament, \
and until then no licence would be given to a ship of that age.";

/// Another ferry.
pub(crate) const FERRY_ELSEWHERE: &str = "\
Ferry runs aground in Tonga, all safe

A passenger ferry ran aground on a reef off the coast of Tonga early on Friday, and all 61 people on board were taken \
ashore in small boats, police said. Nobody was hurt.

The Queen of Haapai was on its way to the capital when its engine failed in heavy seas, said Inspector Sione Vake. Its \
captain sent a distress call shortly before three, and a tug reached the place about two hours later.

\"They were cold and frightened, but they are well,\" Vake told reporters in Nukualofa. He said that oil had been seen on \
the water, and that a boom would be laid around the ship.

The shipping company said that the ferry was built in 2004 and had passed its inspection in January. It hoped to pull it \
free at the next high tide.";

/// Two companies agree to merge.
pub(crate) const MERGER: &str = "\
Harrow Foods agrees to buy Lindqvist for $2.3 billion

Harrow Foods said on Tuesday that it had agreed to buy the Swedish baker Lindqvist for $2.3 billion in cash, the biggest \
purchase in its history, to gain a foothold in the markets around the Baltic.

Shareholders of Lindqvist are to receive 118 crowns a share, 27 percent more than the closing price on Monday. The board \
recommends the offer, and the family that founded the company in 1924 and still owns 34 percent of it has promised to \
accept.

\"Their rye bread is in every kitchen from Malmo to Riga, and ours is in none,\" said Helen Marsh, the chief executive of \
Harrow, in a call with analysts. She expects savings of $90 million a year from the third year on, most of them in \
buying flour and in freight. Two of Lindqvist's eleven bakeries, in Gavle and in Tartu, are to close.

Harrow will pay with a loan of $1.6 billion from three banks and with its own money. It said that it would sell its \
frozen pizza business to pay back part of the loan, and that it had received several offers for it.

The purchase needs the consent of the European Commission. Harrow hopes to complete it before the end of the year. Its \
shares fell 4.1 percent in London, while those of Lindqvist rose to 116 crowns in Stockholm.";

/// The same merger in other words.
pub(crate) const MERGER_REPORTED: &str = "\
Lindqvist to be sold to British rival

The Lindqvist bakery, whose loaves three generations of Swedes grew up with, will pass into British hands. Harrow Foods \
of Leeds has offered 118 crowns for each share of the company, which values it at $2.3 billion, and the founders' \
grandchildren have said yes.

Unions in Gavle, where one of two bakeries that are to be shut employs 240 people, spoke of a black day. They want to \
meet Helen Marsh, who runs Harrow, before the week is out.

Analysts were not surprised. Lindqvist had lost money in two of the last three years, since the price of rye doubled, \
and had been looking for a partner since the spring, said Per Olsson of Norden Bank. He doubts that regulators in \
Brussels will object, for the two firms hardly sell anything in the same countries.

Harrow wants to part with its pizzas so as not to owe too much. Investors did not like the deal: the stock lost \
4.1 percent of its value in London.";
