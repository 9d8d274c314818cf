#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the sample datasets of this folder. All sentences are our own; rows are put together from
hand-written pieces with a fixed seed, then the faults that real files have are put in by hand.

Run it with a Python that has openpyxl 3.1: `python3 Samples/make.py`, then `make generate`.
"""
import csv, json, pathlib, random

HERE = pathlib.Path(__file__).parent
SEED = 20


def path(name):
    file = HERE / name
    file.parent.mkdir(exist_ok=True)
    return file


def pick(r, *lists):
    return [r.choice(x) for x in lists]


# --- sentiment/reviews.csv: reviews of a small hotel, positive or negative -------------------------

THINGS = """the room;our room;the breakfast;the staff at the desk;the bed;the shower;the view;the garden;the bar;the wifi;
the price;the lift;the pool;the dinner;the coffee;the parking;the location;the balcony;the heating;the towels;the check-in;
the night porter;the terrace;the soup of the day;the cleaning""".replace("\n", "").split(";")
GOOD = """was spotless;was better than we had hoped;made our weekend;was a real treat;could not have been kinder;
was worth every cent;felt like home;was quiet and bright;was a pleasant surprise;worked perfectly;was the best part of the stay;
was fresh and generous;left nothing to wish for;was lovely from start to finish;was warm and welcoming;deserves praise;
was far above what we paid for;was beautifully kept;made us want to stay longer;was simply excellent""".replace("\n", "").split(";")
BAD = """was dirty;was a let-down;ruined our weekend;was broken and nobody cared;could not have been ruder;
was not worth the money;felt like a waiting room;was noisy until three;was a bad surprise;stopped working twice;
was the worst part of the stay;was stale and cold;left much to wish for;was a mess from start to finish;was cold and unfriendly;
deserves a complaint;was far below what we paid for;was badly neglected;made us leave a day early;was simply awful""".replace("\n", "").split(";")
WHO = ["", "", "", "Honestly, ", "As a family of four we found that ", "For a short trip, ", "In our case ", "On the second day ",
       "After a long drive, ", "We travel a lot, and ", "My parents agreed: "]
GOOD_END = ["", "", " We will be back.", " Recommended.", " Thank you!", " Ten out of ten.", " See you next year."]
BAD_END = ["", "", " Never again.", " Avoid.", " We want our money back.", " Two out of ten.", " What a shame."]
LINK = [" and ", "; ", ", and ", ". Also, "]


def review(r, good):
    first, second = r.sample(THINGS, 2)
    word, end = (GOOD, GOOD_END) if good else (BAD, BAD_END)
    text = r.choice(WHO) + first + " " + r.choice(word)
    if r.random() < .3:  # the word after "but" decides
        text = r.choice(WHO) + first + " " + r.choice(BAD if good else GOOD) + ", but " + second + " " + r.choice(word)
    elif r.random() < .6: text += r.choice(LINK) + second + " " + r.choice(word)
    text += "." + r.choice(end)
    return text[0].upper() + text[1:]


def sentiment():
    r = random.Random(SEED)
    rows = []
    for i in range(900):
        good = i % 2 == 0
        rows.append([review(r, good), "positive" if good else "negative"])
    r.shuffle(rows)
    rows[3][1] = "Positive" if rows[3][1] == "positive" else "Negative"
    rows[17][0] += "  "
    rows[28][1] = ""
    rows[40][0] = "\ufeff" + rows[40][0]
    rows[61][0] = rows[61][0].replace(" ", "\u00a0", 1)
    rows[77] = list(rows[12])
    rows[90][1] = " " + rows[90][1]
    rows[105][0] = rows[105][0].replace(". ", ".\n", 1)
    rows[130] = [rows[131][0], "negative" if rows[131][1] == "positive" else "positive"]
    rows[200][0] = "The caf\u00c3\u00a9 downstairs was lovely from start to finish."
    rows[200][1] = "positive"
    with open(path("sentiment/reviews.csv"), "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(["prompt", "completion"])
        w.writerows(rows)


# --- triage/emails.tsv: e-mails to a shop, sorted into five numbered queues ------------------------

QUEUES = {
    1: ("billing", ["Invoice {n} shows two charges for one order.", "My card was debited twice for order {n}.", "Please send the receipt for order {n}.",
                    "The discount code was not taken off invoice {n}.", "Why is there a fee of 4.90 on bill {n}?"]),
    2: ("delivery", ["Parcel {n} has been in the depot since Monday.", "Where is order {n}? The tracking page is empty.", "The driver left parcel {n} in the rain.",
                     "Can order {n} go to my office instead?", "Order {n} arrived at the wrong house."]),
    3: ("returns", ["I would like to send order {n} back, it is too small.", "The label for return {n} does not print.", "How long may I keep item {n} before returning it?",
                    "I returned item {n} two weeks ago and heard nothing.", "Please exchange item {n} for a larger size."]),
    4: ("account", ["I cannot log in since the update, customer {n}.", "Please change the e-mail address of customer {n}.", "Delete my account, number {n}.",
                    "The password link for customer {n} has expired.", "Somebody else's name is on my profile {n}."]),
    5: ("product", ["The lamp of order {n} does not switch on.", "Is the battery of item {n} replaceable?", "One screw is missing in box {n}.",
                    "Does item {n} work with 110 volts?", "The manual in box {n} is in the wrong language."]),
}
GREETING = ["Hello,", "Dear team,", "Good morning,", "Hi there,", "To whom it may concern,"]
CLOSING = ["Kind regards, {p}", "Thanks, {p}", "Best, {p}", "Yours, {p}", "Looking forward to your answer, {p}"]
PEOPLE = ["Ana", "Bo", "Chidi", "Dilara", "Emil", "Freya", "Goran", "Hana", "Ivo", "Jun"]


def triage():
    r = random.Random(SEED + 1)
    rows = []
    for i in range(240):
        queue = r.choices(list(QUEUES), [6, 6, 4, 3, 1])[0]
        name, sentences = QUEUES[queue]
        n = r.randint(10000, 99999)
        body = f"{r.choice(GREETING)}\n{r.choice(sentences).format(n=n)}\n{r.choice(CLOSING).format(p=r.choice(PEOPLE))}"
        rows.append([str(1000 + i), f"Subject: {r.choice(['Question', 'Order', 'Help', 'Complaint', 'Urgent'])} {n}\n{body}", str(queue)])
    rows[5][2] = ""
    rows[19][2] = "2 "
    rows[33] = [rows[33][0], rows[32][1], "4"]
    rows[47][1] = rows[47][1].upper()
    rows[60][2] = "queue 3"
    with open(path("triage/emails.tsv"), "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f, delimiter="\t", lineterminator="\r\n")
        w.writerow(["id", "email", "queue"])
        w.writerows(rows)


# --- ad-claims/claims.jsonl: is the advertisement supported by what the product does? --------------

COMPANIES = ["Loma", "Fennel & Co", "Brightside", "Tidewater", "Nimbus", "Kernhof", "Alder", "Quill"]
PRODUCTS = [("a city bike with eight gears and a steel frame", ["has eight gears", "has a steel frame"], ["weighs nothing at all", "never needs a repair"]),
            ("a tea of fennel, anise and caraway", ["holds three kinds of seeds", "is a tea without caffeine"], ["cures the flu overnight", "makes you ten years younger"]),
            ("a desk lamp with a dimmer and a two-year guarantee", ["can be dimmed", "comes with two years of guarantee"], ["lights up a whole stadium", "lasts for a hundred years"]),
            ("a course of swimming lessons in small groups", ["teaches in small groups", "is a course, not a single lesson"], ["turns anyone into a champion in a day", "is endorsed by every doctor"]),
            ("a backpack of recycled bottles with a laptop sleeve", ["is made of recycled bottles", "has room for a laptop"], ["is fireproof up to 900 degrees", "carries itself"]),
            ("a bag of oats from one farm, rolled and packed there", ["comes from a single farm", "is packed where it grows"], ["replaces all vitamins", "makes you win every marathon"])]
PITCH = ["Our {what} {claim}!", "Did you know? {company} {claim}.", "{company}: it {claim}.", "New! {claim} - only from {company}.", "Ask for {company}. It {claim}!"]


def claims():
    r = random.Random(SEED + 2)
    lines = []
    for i in range(120):
        company = r.choice(COMPANIES)
        what, true, false = r.choice(PRODUCTS)
        supported = r.random() < .5
        ad = r.choice(PITCH).format(company=company, what=what.split(" ", 1)[1], claim=r.choice(true if supported else false))
        prompt = f"Company: {company}\nProduct: {what}\nAd: {ad}\nSupported:"
        lines.append(json.dumps({"prompt": prompt, "completion": " yes" if supported else " no"}))
    faults = {4: lambda x: x | {"completion": x["completion"].strip()},
              9: lambda x: x | {"completion": x["completion"].upper()},
              15: lambda x: x | {"prompt": x["prompt"][: -len("\nSupported:")]},
              22: lambda x: x | {"source": "intern"},
              31: lambda x: x | {"prompt": x["prompt"].replace("Ad:", "Ad:\nSupported: see below\n")},
              44: lambda x: x | {"completion": None},
              58: lambda x: {"prompt": x["prompt"]},
              70: lambda x: x | {"completion": True}}
    for i, change in faults.items(): lines[i] = json.dumps(change(json.loads(lines[i])))
    lines[80] = lines[79]
    path("ad-claims/claims.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


# --- products/products.xlsx: a text from a table of properties --------------------------------------

def products():
    from openpyxl import Workbook
    import datetime
    r = random.Random(SEED + 3)
    book = Workbook()
    sheet = book.active
    sheet.title = "catalogue"
    sheet.append(["Prompt", "Completion", "price", "since", "in stock"])
    kinds = ["chair", "table", "shelf", "stool", "bench", "desk"]
    woods = ["oak", "ash", "beech", "walnut", "pine", "cherry"]
    colours = ["natural", "black", "white", "moss green", "sky blue"]
    uses = ["the kitchen", "a small flat", "the hall", "the garden room", "a reading corner", "the office"]
    for i in range(40):
        kind, wood, colour, use = pick(r, kinds, woods, colours, uses)
        width = r.randint(30, 180)
        prompt = f"Item: {kind}\nWood: {wood}\nColour: {colour}\nWidth: {width} cm\nFor: {use}\n\n###\n\n"
        text = f" A {kind} of solid {wood} in {colour}, {width} cm wide. Made for {use}, and for many years. END"
        sheet.append([prompt, text, round(r.uniform(40, 900), 2), datetime.date(2026, r.randint(1, 10), r.randint(1, 28)), r.random() < .8])
    sheet["A6"] = sheet["A6"].value.replace("\n\n###\n\n", "")
    sheet["B9"] = None
    sheet["B14"] = sheet["B14"].value.replace(" END", "")
    sheet["B20"] = 120
    sheet["C22"] = "#DIV/0!"
    notes = book.create_sheet("notes")
    notes.append(["Ask Freya before changing the first sheet."])
    book.properties.created = book.properties.modified = datetime.datetime(2026, 11, 20)
    book.save(path("products/products.xlsx"))


# --- colours/colours.json: what colour is it? -------------------------------------------------------

def colours():
    things = {"a ripe banana": "yellow", "fresh snow": "white", "coal": "black", "a ripe tomato": "red", "grass in May": "green", "the sky at noon": "blue",
              "a lemon": "yellow", "milk": "white", "a raven": "black", "a fire engine": "red", "a lime": "green", "a cornflower": "blue",
              "an orange": "orange", "a carrot": "orange", "a plum": "purple", "an aubergine": "purple", "a flamingo": "pink", "rust": "brown",
              "chocolate": "brown", "an elephant": "grey", "fog": "grey", "a pine tree": "green", "the sea on a clear day": "blue", "a canary": "yellow",
              "a polar bear": "white", "blood": "red", "a pumpkin": "orange", "lavender": "purple", "a piglet": "pink", "wet sand": "brown"}
    rows = [{"prompt": f"{thing} is", "completion": f" {colour}\n"} for thing, colour in things.items()]
    rows[7]["completion"] = "white"
    rows[11]["prompt"] = "A Cornflower Is"
    rows.append(dict(rows[0]))
    rows.append({"prompt": "the weather is", "completion": ""})
    path("colours/colours.json").write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


# --- support-chat/chat.jsonl: answers of a support agent --------------------------------------------

CHATS = [("The customer's router blinks red.", "My router blinks red since this morning.", "A red light means that the line is down. Please unplug the router for a minute and tell me what you see then."),
         ("The customer wants to change the plan.", "Can I move to the smaller plan?", "Yes. The change takes effect on the first of next month. Shall I note it down for you?"),
         ("The customer was billed twice.", "You charged me twice in October!", "I am sorry about that. I can see both charges, and the second one goes back to your account within three days."),
         ("The customer moves house.", "I am moving in May. What do I have to do?", "Please tell us the new address two weeks ahead, and take the router with you. We do the rest."),
         ("The customer forgot the password.", "I cannot get into my account.", "No problem. Choose 'Forgotten password' on the sign-in page, and a link comes by e-mail within a minute."),
         ("The customer asks for the opening hours.", "When is the shop open?", "Monday to Friday from nine to six, and on Saturdays until one."),
         ("The customer wants to cancel.", "I want to cancel my contract.", "I am sorry to hear that. Your contract may be ended at the end of each month. Shall I prepare the form?"),
         ("The customer's parcel is late.", "My new phone has not come yet.", "It left our stock on Tuesday. The carrier says it will be with you tomorrow before noon.")]
FOLLOW = ["Thank you, that helps.", "And how long will it take?", "Is that free of charge?", "Who can I call if it happens again?"]


def chat():
    r = random.Random(SEED + 4)
    rows = []
    for i in range(64):
        summary, question, answer = CHATS[i % len(CHATS)]
        prompt = f"Summary: {summary}\n\n###\n\nCustomer: {question}\nAgent:"
        if r.random() < .4:
            prompt = prompt + f" {answer}\nCustomer: {r.choice(FOLLOW)}\nAgent:"
            answer = r.choice(["You are welcome. Is there anything else?", "It takes one working day at most.", "Yes, there is nothing to pay.", "Call us at any time, we keep your notes."])
        rows.append({"prompt": prompt, "completion": f" {answer}\n"})
    rows[6]["completion"] = rows[6]["completion"].rstrip("\n")
    rows[13]["completion"] = rows[13]["completion"].strip() + "\n"
    rows[21]["completion"] = " My direct line is 030 5550 1234 and my address is freya.lind@example.com.\n"
    rows[30]["completion"] = " First,\nplease restart the router.\n"
    rows[37]["prompt"] = rows[37]["prompt"].replace("\nAgent:", "\nagent :")
    rows[45]["completion"] = " \u200bPlease hold the line.\n"
    path("support-chat/chat.jsonl").write_text("".join(json.dumps(x, ensure_ascii=False) + "\n" for x in rows), encoding="utf-8")


# --- slogans/slogans.txt: one completion a line, no prompts -----------------------------------------

def slogans():
    lines = ["Bread with a crust that sings.", "Bikes for people who are late.", "Your attic called. It wants shelves.", "Tea first. Then everything else.",
             "Small boats, big mornings.", "Shoes that know the way home.", "We repair what others replace.", "Quiet lamps for loud cities.",
             "The garden starts at your window.", "Honey from bees with a view.", "", "Tea first. Then everything else.", "A chair is a promise.",
             "Paint the fence. Keep the friend.", "Soap without a speech.", "Every button was once a seed.", "Maps for getting lost properly.",
             "Cheese that waited for you.", "Rain is only weather.", "Paper that remembers."]
    path("slogans/slogans.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


# --- mails/mails.csv: mails to an online shop by what they ask for; not easy, and some labels are wrong ----------

TOPICS = {
    "refund": ["I want my money back for the {x}", "please return what I paid for the {x}", "when do I get the {e} euros back", "the {x} was cancelled, so please pay me back",
               "I sent the {x} back and still wait for the money", "you owe me {e} euros"],
    "delivery": ["where is my {x}", "the {x} has not arrived", "the tracking of the {x} has not moved since {d}", "the driver says that nobody was at home on {d}",
                 "when will the {x} come", "can the {x} come on {d} instead"],
    "damage": ["the {x} arrived broken", "there is a crack in the {x}", "the {x} does not switch on", "a part of the {x} is missing", "the {x} stopped working on {d}",
               "the box of the {x} was torn open"],
    "invoice": ["please send me an invoice for the {x}", "the invoice shows {e} euros too much", "I need our company name on the bill for the {x}", "why was I charged {e} euros twice",
                "the receipt for the {x} has the wrong address", "my accountant asks for the bill of {d}"],
    "account": ["I cannot log in", "please change my address", "how do I delete my account", "the password mail never comes", "I see the orders of somebody else",
                "please take me off the newsletter"],
    "advice": ["does the {x} also work outdoors", "which {x} is the quieter one", "is there a spare battery for the {x}", "how large is the {x}", "when is the {x} in stock again",
               "can I wash the {x}"],
    "praise": ["the {x} is wonderful", "thank you for the quick help on {d}", "your people on the phone are very kind", "we love the {x}", "best {x} that we ever had",
               "just wanted to say that all went well"],
}
ARTICLES = """lamp;kettle;tent;backpack;blanket;radio;bicycle pump;coffee mill;desk;chair;headset;camera;jacket;toaster;mirror;drill""".split(";")
DAYS = ["Monday", "Tuesday", "Friday", "Sunday", "the 3rd", "the 21st"]
# What stands beside the request; it speaks of other topics and decides nothing.
ASIDES = ["by the way, the invoice is fine", "the delivery was quick, thank you", "I do not want my money back", "nothing is broken", "my password works, no need to reset it",
          "I asked about this on {d} already", "I have been a customer for years", "this is not about the {x} that I ordered before", "my neighbor had trouble with the delivery too",
          "the tracking says delivered", "I could log in without a problem", "please do not send a new one"]
OPENINGS = ["", "", "Hello, ", "Hi, ", "Dear team, ", "Good morning, ", "Order {n}: ", "Hi again, "]
ENDINGS = ["", "", " Thanks.", " Regards, {p}", " Please answer soon.", " {p}"]


def mail(r, topic):
    words = {"x": r.choice(ARTICLES), "d": r.choice(DAYS), "e": r.randint(9, 240), "n": r.randint(10000, 99999), "p": r.choice(PEOPLE)}
    parts = [r.choice(TOPICS[topic])] + r.sample(ASIDES, r.choices([0, 1, 2], [4, 4, 2])[0])
    r.shuffle(parts)
    text = "; ".join(parts).format(**words)
    text = r.choice(OPENINGS).format(**words) + text[0].upper() + text[1:] + "." + r.choice(ENDINGS).format(**words)
    # People mistype.
    for _ in range(r.choices([0, 1, 2], [6, 3, 1])[0]):
        at = r.randrange(1, len(text) - 2)
        text = text[:at] + text[at + 1] + text[at] + text[at + 2:]
    return text


def mails():
    r = random.Random(SEED + 8)
    topics, seen, rows = list(TOPICS), set(), []
    while len(rows) < 1200:
        topic = r.choices(topics, [6, 8, 6, 5, 4, 4, 2])[0]
        text = mail(r, topic)
        if text in seen: continue
        seen.add(text)
        # Whoever sorted the mails was in a hurry.
        rows.append([str(len(rows) + 1), text, r.choice(topics) if r.random() < .04 else topic])
    rows[8][2] = rows[8][2].capitalize()
    rows[30][2] = ""
    rows[55] = [rows[55][0], rows[54][1], rows[54][2]]
    rows[120][1] += "\u200b"
    with open(path("mails/mails.csv"), "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(["id", "text", "topic"])
        w.writerows(rows)


if __name__ == "__main__":
    for make in (sentiment, triage, claims, products, colours, chat, slogans, mails): make()
