import type { Catalogue } from "../templates.ts";

/**
 * German, in the polite form and without words that fix anybody's gender. Sentences of at most 20
 * words. Number formats as in `en.ts`.
 */
export const de: Catalogue = {
  locale: "de",
  formatting: "de",
  direction: "ltr",
  messages: {
    "value.number": "{value, number, plain}",
    "value.measured": "{value, number, plain} {unit}",
    "value.exact": "{value, number, exact}",
    "value.exactMeasured": "{value, number, exact} {unit}",
    "value.level": "„{level}“",
    "value.missing": "unbekannt",

    "title.decision": "Was entschieden wurde, und wodurch",
    "title.reasons": "Die wichtigsten Gründe",
    "title.changes": "Was die Antwort geändert hätte",
    "title.confidence": "Wie eindeutig das ist",
    "title.safeguards": "Schutzprüfungen",
    "title.actions": "Was Sie tun können",

    "headline.outcome":
      "{answer, select, yes {Die Antwort ist Ja: „{decided}“.} other {Die Antwort ist Nein: „{decided}“.}}",
    "headline.system": "Ein Computersystem hat sie aus Angaben über Sie berechnet.",
    "headline.person":
      "{hold, select, yes {Ein Mensch muss das prüfen, bevor es gilt, und Sie haben das Recht, mit einem Menschen zu sprechen.} other {Sie haben das Recht, einen Menschen um eine Prüfung zu bitten.}}",

    "decision.case":
      "Es geht um den Fall „{subject}“. Diese Mitteilung wurde am {today, date, day} erstellt.",
    "decision.system":
      "Das System heißt „{model}“. {facts, plural, one {Es hat # Angabe über Sie verwendet.} other {Es hat # Angaben über Sie verwendet.}}",
    "decision.line":
      "Das System gibt jedem Fall einen Punktwert. {favourableWhen, select, below {Ein Wert unter einer festen Grenze bedeutet Ja.} other {Ein Wert über einer festen Grenze bedeutet Ja.}} {side, select, above {Ihr Wert liegt über der Grenze.} below {Ihr Wert liegt unter der Grenze.} other {Ihr Wert liegt genau auf der Grenze.}}",

    "reasons.compared":
      "{rows, plural, one {Wir haben Sie mit # anderen Fall verglichen.} other {Wir haben Sie mit # anderen Fällen verglichen.}} {average, select, same {{answer, select, yes {Auch deren mittlerer Wert bedeutet Ja.} other {Auch deren mittlerer Wert bedeutet Nein.}}} other {{answer, select, yes {Deren mittlerer Wert bedeutet Nein.} other {Deren mittlerer Wert bedeutet Ja.}}}}",
    "reasons.order": "Der stärkste Grund steht zuerst.",
    "reason.against":
      "{strength, select, strong {„{label}“ zählte stark gegen Sie. Bei uns eingetragen: {value}, typisch: {reference}.} weak {„{label}“ zählte ein wenig gegen Sie. Bei uns eingetragen: {value}, typisch: {reference}.} other {„{label}“ zählte gegen Sie. Bei uns eingetragen: {value}, typisch: {reference}.}}",
    "reason.for":
      "{strength, select, strong {„{label}“ zählte stark für Sie. Bei uns eingetragen: {value}, typisch: {reference}.} weak {„{label}“ zählte ein wenig für Sie. Bei uns eingetragen: {value}, typisch: {reference}.} other {„{label}“ zählte für Sie. Bei uns eingetragen: {value}, typisch: {reference}.}}",
    "reason.typical":
      "{direction, select, for {„{label}“ zählte für Sie. Bei uns eingetragen: {value}. Das ist typisch, aber nicht bei allen so.} other {„{label}“ zählte gegen Sie. Bei uns eingetragen: {value}. Das ist typisch, aber nicht bei allen so.}}",
    "reason.alone":
      "{direction, select, for {„{label}“ zählte für Sie. Bei uns eingetragen: {value}.} other {„{label}“ zählte gegen Sie. Bei uns eingetragen: {value}.}}",
    "reason.missing":
      "{direction, select, for {Zu „{label}“ liegt uns nichts vor, und das zählte für Sie.} other {Zu „{label}“ liegt uns nichts vor, und das zählte gegen Sie.}}",
    "reason.inferred":
      "„{label}“ spielte mit: Das haben wir errechnet und Sie nicht danach gefragt.",
    "reason.side": "Im Vergleich: {words} als üblich.",
    "reason.unshown":
      "{direction, select, for {„{label}“ zählte für Sie. Den Wert zeigen wir hier nicht, aber Sie können einen Menschen danach fragen.} other {„{label}“ zählte gegen Sie. Den Wert zeigen wir hier nicht, aber Sie können einen Menschen danach fragen.}}",
    "reason.prohibited":
      "{direction, select, for {{count, plural, one {Ein Merkmal von Ihnen, das hier nicht entscheiden soll, zählte für Sie.} other {# Merkmale von Ihnen, die hier nicht entscheiden sollen, zählten für Sie.}}} other {{count, plural, one {Ein Merkmal von Ihnen, das hier nicht entscheiden soll, zählte gegen Sie.} other {# Merkmale von Ihnen, die hier nicht entscheiden sollen, zählten gegen Sie.}}}}",
    "reasons.others":
      "{direction, select, for {Auch viele Kleinigkeiten zählten für Sie. Zusammen waren sie {share, number, percent} von allem, was für Sie zählte.} other {Auch viele Kleinigkeiten zählten gegen Sie. Zusammen waren sie {share, number, percent} von allem, was gegen Sie zählte.}}",
    "reasons.none":
      "{direction, select, for {In diesem Vergleich haben wir keine Angabe gefunden, die für Sie zählte.} other {In diesem Vergleich haben wir keine Angabe gefunden, die gegen Sie zählte.}} Das beweist nicht, dass es keine gab.",

    "change.single":
      "{answer, select, yes {Mit der Angabe {to} bei „{label}“ wäre die Antwort Ja gewesen.} other {Mit der Angabe {to} bei „{label}“ wäre die Antwort Nein gewesen.}}",
    "change.together":
      "{answer, select, yes {Mit diesen {count, number} Änderungen zusammen wäre die Antwort Ja gewesen.} other {Mit diesen {count, number} Änderungen zusammen wäre die Antwort Nein gewesen.}}",
    "change.item": "Die Angabe bei „{label}“ wäre {to} statt {from}.",
    "change.rest":
      "Das gilt, wenn sonst alles gleich geblieben wäre. {status, select, optimal {Es ist die kleinste Änderung, die wir beweisen konnten.} other {{count, plural, one {Es ist eine Änderung, die genügt hätte.} other {Es ist eine Gruppe von Änderungen, die genügt hätte.}}}}",
    "change.withheld":
      "Wir haben eine Änderung gefunden, aber sie beruht auf etwas, das wir über Sie errechnet haben. Lassen Sie sich das von einem Menschen erklären.",
    "change.unshown":
      "Wir haben eine Änderung gefunden, aber sie beruht auf einem Wert, den wir hier nicht zeigen. Lassen Sie sich das von einem Menschen erklären.",
    "change.where": "Unter {address} können Sie „{label}“ ändern.",
    "change.infeasible":
      "Wir haben festgestellt: Nichts, was Sie ändern können, hätte diese Antwort geändert. Sie können trotzdem einen Menschen um eine Prüfung bitten.",
    "change.notFound":
      "Wir haben keine Änderung gefunden, die zu einer anderen Antwort geführt hätte. Das heißt nicht, dass es keine gibt.",
    "change.notSearched":
      "{answer, select, yes {Die Antwort war Ja, darum haben wir nicht nach Änderungen gesucht.} other {Wir haben nicht nach Änderungen gesucht. Das heißt nicht, dass es keine gibt.}}",
    "change.each": "Jeder dieser {count, number} Wege hätte für sich allein genügt.",
    "change.way": "Das ist Weg {way, number} von {count, number}.",
    "change.promise": "Das ist kein Versprechen: Unsere Regeln können sich ändern.",

    "confidence.band":
      "{band, select, clear {Der Fall war eindeutig: Ihr Wert liegt weit von der Grenze.} fairly {Der Fall war recht eindeutig: Ihr Wert liegt weder nah an der Grenze noch weit davon.} other {Ihr Wert liegt nah an der Grenze. Kleine Änderungen könnten die Antwort ändern. Sie können einen Menschen um eine Prüfung bitten.}}",
    "confidence.nearer":
      "Von den Fällen, mit denen wir Sie verglichen haben, liegen {share, number, percent} näher an der Grenze.",
    "confidence.meaning": "Das sagt nicht, wie wahrscheinlich die Antwort richtig ist.",

    "safeguard.prohibited":
      "{count, plural, one {Ein Merkmal von Ihnen, das hier nicht entscheiden soll, spielte mit. Wir haben es gemeldet.} other {# Merkmale von Ihnen, die hier nicht entscheiden sollen, spielten mit. Wir haben sie gemeldet.}} Ein Mensch muss das prüfen, bevor es gilt.",
    "safeguard.prohibitedProxy":
      "„{label}“ spielte mit. Das kann ein Merkmal verraten, das hier nicht entscheiden soll. Wir haben es gemeldet. Ein Mensch muss das prüfen, bevor es gilt.",
    "safeguard.allowed":
      "„{label}“ spielte mit. Das ist ein geschütztes Merkmal von Ihnen. Wir haben es auf dieser Grundlage verwendet: {basis}.",
    "safeguard.allowedProxy":
      "„{label}“ spielte mit. Das kann ein geschütztes Merkmal von Ihnen verraten. Wir haben es auf dieser Grundlage verwendet: {basis}.",
    "safeguard.closeCall": "Es war knapp: Schon ein kleiner Fehler in den Angaben kann zählen.",
    "safeguard.noRecourse":
      "Wir haben keine Änderung gefunden, die Ihnen offensteht, und haben das zur Prüfung gemeldet.",
    "safeguard.searchIncomplete":
      "Unsere Suche nach Änderungen ist nicht vollständig. Es kann weitere oder kleinere geben.",
    "safeguard.none":
      "Unsere Prüfungen haben nichts gemeldet. Das beweist nicht, dass nichts Ungerechtes mitspielte.",

    "action.check": "Um diese Prüfung müssen Sie nicht bitten: Ein Mensch muss sie vornehmen.",
    "action.person": "Sie können verlangen, dass ein Mensch die Entscheidung noch einmal ansieht.",
    "action.correct":
      "Wenn eine Angabe falsch ist, sagen Sie es uns. Verlangen Sie dann eine neue Entscheidung.",
    "action.record":
      "Sie können fragen, was wir für diese Entscheidung über Sie gespeichert haben.",
    "action.contact": "Kontakt für all das: {contact}.",
    "action.sender": "Wenden Sie sich für all das an die Stelle, von der diese Mitteilung kommt.",
    "title.claims": "Was nach Ihren Worten falsch ist",
    "title.before": "Wie entschieden wurde",
    "title.after": "Mit Ihren Angaben",
    "title.next": "Wie es weitergeht",
    "dispute.raised":
      "{count, plural, one {Am {raised, date, day} haben Sie uns mitgeteilt, dass eine Angabe über Sie falsch ist.} other {Am {raised, date, day} haben Sie uns mitgeteilt, dass # Angaben über Sie falsch sind.}}",
    "dispute.changes":
      "{answer, select, yes {Mit Ihren Angaben würde das System Ja statt Nein sagen.} other {Mit Ihren Angaben würde das System Nein statt Ja sagen.}}",
    "dispute.stays":
      "{answer, select, yes {Auch mit Ihren Angaben würde das System Ja sagen.} other {Auch mit Ihren Angaben würde das System Nein sagen.}}",
    "dispute.undecided":
      "Das ist keine neue Entscheidung: Ein Mensch muss Ihre Angaben zuerst prüfen.",
    "dispute.claim": "Bei „{label}“ ist eingetragen: {held}. Sie sagen: {stated}.",
    "dispute.claimAlone": "Bei „{label}“ sagen Sie: {stated}.",
    "dispute.comment": "Sie haben geschrieben: „{comment}“.",
    "dispute.before": "{answer, select, yes {Die Antwort ist Ja.} other {Die Antwort ist Nein.}}",
    "dispute.after":
      "{answer, select, yes {Das System würde Ja sagen.} other {Das System würde Nein sagen.}}",
    "dispute.check": "Ein Mensch prüft, was Sie uns mitgeteilt haben, und entscheidet dann neu.",

    "agent.words": "Es folgt Wort für Wort, was die betroffene Person lesen darf.",
    "agent.keep": "Verwenden Sie diese Worte, und fügen Sie keine eigenen Gründe hinzu.",
    "agent.facts":
      "Nennt die Person eine Angabe falsch, notieren Sie, welche und was richtig ist. Geben Sie es dann weiter.",
    "agent.check":
      "Bittet die Person um eine menschliche Prüfung, geben Sie das weiter. Ob sie recht hat, müssen Sie nicht beurteilen.",
    "agent.promise": "Versprechen Sie keine Antwort: Die kann nur eine neue Entscheidung geben.",
    "agent.withheld":
      "Manche Angaben stehen hier ohne Namen oder ohne Wert. Raten Sie nicht: Wer prüft, kann sie sehen.",
    "agent.codes": "Codes für Ihre Akte: {codes}.",
    "agent.reasonCodes": "Codes Ihrer Liste für die wichtigsten Gründe: {codes}.",
    "agent.noCode":
      "{count, plural, one {# wichtiger Grund hat keinen Code Ihrer Liste.} other {# wichtige Gründe haben keinen Code Ihrer Liste.}} Nehmen Sie nicht den nächstbesten.",

    "review.outcome":
      "{answer, select, yes {Die Antwort im Fall „{subject}“ ist Ja: „{decided}“.} other {Die Antwort im Fall „{subject}“ ist Nein: „{decided}“.}}",
    "review.score":
      "Das System hat den Wert {output, number, plain} vergeben, die Grenze liegt bei {threshold, number, plain}.",
    "review.hold":
      "{hold, select, yes {Halten Sie die Mitteilung zurück: Ein Mensch muss die Entscheidung zuerst prüfen.} other {Keine Schutzprüfung hält sie zurück, und die Person hat das Recht auf eine menschliche Prüfung.}}",
    "review.model": "Das Modell ist „{model}“ im Format „{format}“.",
    "review.modelHash": "Der SHA-256 des Modells ist {hash}.",
    "review.data": "Die Daten sind „{data}“.",
    "review.dataHash": "Der SHA-256 der Daten ist {hash}.",
    "review.unit":
      "{unit, select, probability {Der Wert ist eine geschätzte Wahrscheinlichkeit oder ein Stimmenanteil.} logOdds {Der Wert steht in Log-Odds.} other {Der Wert hat eine eigene Einheit.}} {favourableWhen, select, below {Werte unter der Grenze sind günstig.} other {Werte über der Grenze sind günstig.}}",
    "review.made": "Der Datensatz wurde am {today, date, day} erstellt.",
    "review.baseline":
      "Die Bezugsgröße ist {baseline, number, plain}, {rows, plural, one {der Wert von # Vergleichszeile} other {der mittlere Wert von # Vergleichszeilen}}.",
    "review.background": "Die Vergleichszeilen sind: {description}.",
    "review.residual": "Die Beiträge lassen einen Rest von {residual, number, plain}.",
    "review.reason":
      "{kind, select, protected {„{label}“, ein geschütztes Merkmal, hat den Wert um {contribution, number, signed} verschoben.} proxy {„{label}“, ein Stellvertreter, hat den Wert um {contribution, number, signed} verschoben.} other {„{label}“ hat den Wert um {contribution, number, signed} verschoben.}} {direction, select, for {Das sind {share, number, percent} des Drucks für die Person.} other {Das sind {share, number, percent} des Drucks gegen die Person.}}",
    "review.values": "Bei „{label}“ eingetragen: {value}, typisch: {reference}.",
    "review.inferred": "„{label}“ ist errechnet: Der Wert darf der Person nicht gezeigt werden.",
    "review.unshown": "Der Wert von „{label}“ steht nicht in der Mitteilung an die Person.",
    "review.code": "Auf der Liste der Gründe hat „{label}“ den Code {code}.",
    "review.codeText": "Auf der Liste der Gründe hat „{label}“ den Code {code}: {text}.",
    "review.noCode":
      "Auf der Liste der Gründe passt kein Code zu „{label}“, und es wurde kein anderer genommen.",
    "review.purpose": "„{label}“ wird zu diesem Zweck verwendet: {purpose}.",
    "review.others":
      "{features, plural, one {# weitere Eingabe macht {share, number, percent} dieses Drucks aus.} other {# weitere Eingaben machen {share, number, percent} dieses Drucks aus.}}",
    "review.none":
      "{direction, select, for {Keine Eingabe drückte in diesem Vergleich für die Person.} other {Keine Eingabe drückte in diesem Vergleich gegen die Person.}}",
    "review.change": "„{label}“ ändert sich von {from} auf {to}.",
    "review.optimal":
      "{kind, select, first {Bewiesen die billigste, mit Kosten von {cost, number, plain}.} other {Bewiesen die billigste einer anderen Art, mit Kosten von {cost, number, plain}.}} Das Modell gibt ihr den Wert {output, number, plain}.",
    "review.feasible":
      "Gültig mit Kosten von {cost, number, plain}. Eine billigere kostet {bound, number, plain} oder mehr (Lücke {gap, number, percent}). Das Modell gibt ihr den Wert {output, number, plain}.",
    "review.unbounded":
      "Gültig mit Kosten von {cost, number, plain}; über billigere ist nichts bewiesen. Das Modell gibt ihr den Wert {output, number, plain}.",
    "review.infeasible": "Bewiesen: Keine erlaubte Änderung führt zu einem anderen Ergebnis.",
    "review.noOther": "Bewiesen: Keine Änderung einer anderen Art führt zu einem anderen Ergebnis.",
    "review.notFound":
      "{nodes, plural, one {Die Suche endete nach # Knoten ohne Antwort.} other {Die Suche endete nach # Knoten ohne Antwort.}} Das heißt nicht, dass es keine gibt.",
    "review.notSearched": "Nach Änderungen wurde nicht gesucht.",
    "review.owner": "Für den Rat, „{label}“ zu ändern, steht {owner} ein.",
    "review.rationale": "Die Begründung lautet: {rationale}.",
    "review.distance":
      "{band, select, clear {Der Fall ist eindeutig.} fairly {Der Fall ist recht eindeutig.} other {Der Fall ist knapp.}} Der Wert liegt {distance, number, plain} von der Grenze. {share, number, percent} der Vergleichszeilen liegen näher.",
    "review.calibration":
      "Nichts zeigt hier, dass der Wert kalibriert ist: Lesen Sie ihn nicht als Wahrscheinlichkeit.",
    "review.protected":
      "Das geschützte Merkmal „{label}“ hat den Wert um {contribution, number, signed} verschoben.",
    "review.proxy":
      "„{label}“, erklärter Stellvertreter von {attributes}, hat den Wert um {contribution, number, signed} verschoben.",
    "review.prohibited":
      "Die Verwendung ist verboten. Halten Sie die Entscheidung zurück, bis ein Mensch sie geprüft hat.",
    "review.allowed": "Die Verwendung ist auf dieser Grundlage erlaubt: {basis}.",
    "review.closeCall": "Der Wert liegt nah an der Grenze: Prüfen Sie die Angaben dahinter.",
    "review.noRecourse":
      "Keine Änderung, die der Person offensteht, ändert das Ergebnis: ein Befund ohne Ausweg.",
    "review.searchIncomplete":
      "Die Suche nach Änderungen ist unvollständig: Es kann weitere oder billigere geben.",
    "review.noFlag": "Keine Schutzprüfung hat etwas gemeldet.",
    "review.zero": "Ein Beitrag von null beweist nicht, dass es keinen Stellvertreter gibt.",
    "review.claim":
      "Die Person bestreitet „{label}“. Eingetragen: {held}, nach ihren Worten richtig: {stated}.",
    "review.actHold": "Prüfen Sie die Entscheidung, bevor eine Mitteilung hinausgeht.",
    "review.actFacts": "Prüfen Sie mit der Person die Angaben, auf denen die Gründe beruhen.",
    "review.actAnswer": "Halten Sie fest, wer das wann geprüft hat und was dabei herauskam.",
  },
};
