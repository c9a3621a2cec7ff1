import type { Catalogue } from "../templates.ts";

/**
 * Spanish, in the polite form and without words that fix anybody's gender. Sentences of at most 24
 * words. `many` is the form of whole millions. Number formats as in `en.ts`.
 */
export const es: Catalogue = {
  locale: "es",
  formatting: "es",
  direction: "ltr",
  messages: {
    "value.number": "{value, number, plain}",
    "value.measured": "{value, number, plain} {unit}",
    "value.exact": "{value, number, exact}",
    "value.exactMeasured": "{value, number, exact} {unit}",
    "value.level": "«{level}»",
    "value.missing": "sin datos",

    "title.decision": "Qué se decidió y con qué medio",
    "title.reasons": "Las razones principales",
    "title.changes": "Qué habría cambiado la respuesta",
    "title.confidence": "Hasta qué punto está claro",
    "title.safeguards": "Protecciones",
    "title.actions": "Qué puede hacer usted",

    "headline.outcome":
      "{answer, select, yes {La respuesta es sí: «{decided}».} other {La respuesta es no: «{decided}».}}",
    "headline.system": "Un sistema informático la calculó a partir de datos sobre usted.",
    "headline.person":
      "{hold, select, yes {Una persona debe revisar esto antes de que valga, y usted tiene derecho a hablar con una.} other {Usted tiene derecho a pedir que una persona lo revise.}}",

    "decision.case": "Se trata del caso «{subject}». Este aviso se hizo el {today, date, day}.",
    "decision.system":
      "El sistema se llama «{model}». {facts, plural, one {Usó # dato sobre usted.} many {Usó # de datos sobre usted.} other {Usó # datos sobre usted.}}",
    "decision.line":
      "El sistema da una puntuación a cada caso. {favourableWhen, select, below {Una puntuación por debajo de un límite fijo significa sí.} other {Una puntuación por encima de un límite fijo significa sí.}} {side, select, above {La suya está por encima del límite.} below {La suya está por debajo del límite.} other {La suya está justo en el límite.}}",

    "reasons.compared":
      "{rows, plural, one {Comparamos su caso con # caso más.} many {Comparamos su caso con # de casos más.} other {Comparamos su caso con # casos más.}} {average, select, same {{answer, select, yes {La puntuación media de esos casos también significa sí.} other {La puntuación media de esos casos también significa no.}}} other {{answer, select, yes {La puntuación media de esos casos significa no.} other {La puntuación media de esos casos significa sí.}}}}",
    "reasons.order": "La razón más fuerte va primero.",
    "reason.against":
      "{strength, select, strong {«{label}» pesó mucho en su contra. Dato que consta: {value}; dato típico: {reference}.} weak {«{label}» pesó un poco en su contra. Dato que consta: {value}; dato típico: {reference}.} other {«{label}» pesó en su contra. Dato que consta: {value}; dato típico: {reference}.}}",
    "reason.for":
      "{strength, select, strong {«{label}» pesó mucho a su favor. Dato que consta: {value}; dato típico: {reference}.} weak {«{label}» pesó un poco a su favor. Dato que consta: {value}; dato típico: {reference}.} other {«{label}» pesó a su favor. Dato que consta: {value}; dato típico: {reference}.}}",
    "reason.typical":
      "{direction, select, for {«{label}» pesó a su favor. Dato que consta: {value}. Es lo típico, pero no en todos los casos.} other {«{label}» pesó en su contra. Dato que consta: {value}. Es lo típico, pero no en todos los casos.}}",
    "reason.alone":
      "{direction, select, for {«{label}» pesó a su favor. Dato que consta: {value}.} other {«{label}» pesó en su contra. Dato que consta: {value}.}}",
    "reason.missing":
      "{direction, select, for {No tenemos nada sobre «{label}», y eso pesó a su favor.} other {No tenemos nada sobre «{label}», y eso pesó en su contra.}}",
    "reason.inferred": "«{label}» influyó: lo dedujimos sin preguntarle a usted.",
    "reason.side": "En comparación: {words} que lo habitual.",
    "reason.unshown":
      "{direction, select, for {«{label}» pesó a su favor. Aquí no mostramos el valor, pero puede pedírselo a una persona.} other {«{label}» pesó en su contra. Aquí no mostramos el valor, pero puede pedírselo a una persona.}}",
    "reason.prohibited":
      "{direction, select, for {{count, plural, one {Un dato sobre usted que aquí no debería decidir pesó a su favor.} many {# de datos sobre usted que aquí no deberían decidir pesaron a su favor.} other {# datos sobre usted que aquí no deberían decidir pesaron a su favor.}}} other {{count, plural, one {Un dato sobre usted que aquí no debería decidir pesó en su contra.} many {# de datos sobre usted que aquí no deberían decidir pesaron en su contra.} other {# datos sobre usted que aquí no deberían decidir pesaron en su contra.}}}}",
    "reasons.others":
      "{direction, select, for {También muchas cosas pequeñas pesaron a su favor. Juntas fueron el {share, number, percent} de todo lo que pesó a su favor.} other {También muchas cosas pequeñas pesaron en su contra. Juntas fueron el {share, number, percent} de todo lo que pesó en su contra.}}",
    "reasons.none":
      "{direction, select, for {En esta comparación no encontramos ningún dato que pesara a su favor.} other {En esta comparación no encontramos ningún dato que pesara en su contra.}} Eso no prueba que no lo hubiera.",

    "change.single":
      "{answer, select, yes {Con el dato {to} en «{label}», la respuesta habría sido sí.} other {Con el dato {to} en «{label}», la respuesta habría sido no.}}",
    "change.together":
      "{answer, select, yes {Con estos {count, number} cambios juntos, la respuesta habría sido sí.} other {Con estos {count, number} cambios juntos, la respuesta habría sido no.}}",
    "change.item": "El dato de «{label}» sería {to} en lugar de {from}.",
    "change.rest":
      "Esto vale si todo lo demás hubiera seguido igual. {status, select, optimal {Es el cambio más pequeño que pudimos demostrar.} other {{count, plural, one {Es un cambio que habría bastado.} many {Es un conjunto de cambios que habría bastado.} other {Es un conjunto de cambios que habría bastado.}}}}",
    "change.withheld":
      "Encontramos un cambio, pero se apoya en algo que dedujimos sobre usted. Puede pedir que una persona se lo explique.",
    "change.unshown":
      "Encontramos un cambio, pero se apoya en un valor que aquí no mostramos. Puede pedir que una persona se lo explique.",
    "change.where": "En {address} puede cambiar «{label}».",
    "change.infeasible":
      "Comprobamos que nada de lo que usted puede cambiar habría cambiado esta respuesta. Aun así puede pedir que una persona la revise.",
    "change.notFound":
      "No encontramos ningún cambio que hubiera dado otra respuesta. Eso no significa que no exista.",
    "change.notSearched":
      "{answer, select, yes {La respuesta fue sí, así que no buscamos cambios.} other {No buscamos cambios. Eso no significa que no existan.}}",
    "change.each": "Cada una de estas {count, number} vías habría bastado por sí sola.",
    "change.way": "Esta es la vía {way, number} de {count, number}.",
    "change.promise": "Esto no es una promesa: nuestras reglas pueden cambiar.",

    "confidence.band":
      "{band, select, clear {El caso estaba claro: su puntuación está lejos del límite.} fairly {El caso estaba bastante claro: su puntuación no está ni cerca ni lejos del límite.} other {Su puntuación está cerca del límite. Pequeños cambios podrían cambiar la respuesta. Puede pedir que una persona lo revise.}}",
    "confidence.nearer":
      "De los casos con los que comparamos el suyo, el {share, number, percent} está más cerca del límite.",
    "confidence.meaning": "Esto no dice si es probable que la respuesta sea correcta.",

    "safeguard.prohibited":
      "{count, plural, one {Influyó un dato sobre usted que aquí no debería decidir. Lo señalamos.} many {Influyeron # de datos sobre usted que aquí no deberían decidir. Los señalamos.} other {Influyeron # datos sobre usted que aquí no deberían decidir. Los señalamos.}} Una persona debe revisar esto antes de que valga.",
    "safeguard.prohibitedProxy":
      "«{label}» influyó. Puede revelar un dato que aquí no debería decidir. Lo señalamos. Una persona debe revisar esto antes de que valga.",
    "safeguard.allowed":
      "«{label}» influyó. Es un dato protegido sobre usted. Lo usamos con este fundamento: {basis}.",
    "safeguard.allowedProxy":
      "«{label}» influyó. Puede revelar un dato protegido sobre usted. Lo usamos con este fundamento: {basis}.",
    "safeguard.closeCall":
      "El caso estuvo en el límite: un pequeño error en sus datos puede pesar.",
    "safeguard.noRecourse":
      "No encontramos ningún cambio que esté a su alcance, y lo señalamos para que se revise.",
    "safeguard.searchIncomplete":
      "Nuestra búsqueda de cambios no está completa. Puede haber otros, o más pequeños.",
    "safeguard.none":
      "Nuestras comprobaciones no señalaron nada. Eso no prueba que no influyera nada injusto.",

    "action.check": "No hace falta que pida esta revisión: una persona debe hacerla.",
    "action.person": "Puede pedir que una persona vuelva a mirar la decisión.",
    "action.correct": "Si un dato que usamos está mal, díganoslo. Pídanos que decidamos de nuevo.",
    "action.record": "Puede preguntar qué datos suyos guardamos para esta decisión.",
    "action.contact": "Contacto para todo esto: {contact}.",
    "action.sender": "Para todo esto, diríjase a quien le envió este aviso.",
    "title.claims": "Qué dice usted que está mal",
    "title.before": "Cómo se decidió",
    "title.after": "Con sus datos",
    "title.next": "Qué pasa ahora",
    "dispute.raised":
      "{count, plural, one {El {raised, date, day} nos dijo que un dato sobre usted está mal.} many {El {raised, date, day} nos dijo que # de datos sobre usted están mal.} other {El {raised, date, day} nos dijo que # datos sobre usted están mal.}}",
    "dispute.changes":
      "{answer, select, yes {Con sus datos, el sistema diría sí en lugar de no.} other {Con sus datos, el sistema diría no en lugar de sí.}}",
    "dispute.stays":
      "{answer, select, yes {También con sus datos, el sistema diría sí.} other {También con sus datos, el sistema diría no.}}",
    "dispute.undecided": "Esto no es una nueva decisión: una persona debe revisar antes sus datos.",
    "dispute.claim": "En «{label}» consta {held}, y usted dice que es {stated}.",
    "dispute.claimAlone": "En «{label}» usted dice que es {stated}.",
    "dispute.comment": "Usted escribió: «{comment}».",
    "dispute.before": "{answer, select, yes {La respuesta es sí.} other {La respuesta es no.}}",
    "dispute.after": "{answer, select, yes {El sistema diría sí.} other {El sistema diría no.}}",
    "dispute.check": "Una persona revisa lo que usted nos dijo y después decide de nuevo.",

    "agent.words": "Lo que sigue es, palabra por palabra, lo que puede leer la persona.",
    "agent.keep": "Use estas palabras y no añada razones propias.",
    "agent.facts":
      "Si la persona dice que un dato está mal, anote cuál y qué es lo correcto. Después comuníquelo.",
    "agent.check":
      "Si la persona pide una revisión humana, comuníquelo. No hace falta que juzgue si tiene razón.",
    "agent.promise": "No prometa ninguna respuesta: solo puede darla una nueva decisión.",
    "agent.withheld":
      "Algunos datos no tienen aquí nombre o valor. No trate de adivinarlos: quien revisa puede verlos.",
    "agent.codes": "Códigos para su expediente: {codes}.",
    "agent.reasonCodes": "Códigos de su lista para las razones principales: {codes}.",
    "agent.noCode":
      "{count, plural, one {# razón principal no tiene código en su lista.} many {# de razones principales no tienen código en su lista.} other {# razones principales no tienen código en su lista.}} No use el más parecido.",

    "review.outcome":
      "{answer, select, yes {La respuesta del caso «{subject}» es sí: «{decided}».} other {La respuesta del caso «{subject}» es no: «{decided}».}}",
    "review.score":
      "El sistema le dio {output, number, plain}, y el límite está en {threshold, number, plain}.",
    "review.hold":
      "{hold, select, yes {Retenga el aviso: una persona debe revisar antes la decisión.} other {Ninguna protección la retiene, y la persona tiene derecho a pedir una revisión humana.}}",
    "review.model": "El modelo es «{model}», en el formato «{format}».",
    "review.modelHash": "El SHA-256 del modelo es {hash}.",
    "review.data": "Los datos son «{data}».",
    "review.dataHash": "El SHA-256 de los datos es {hash}.",
    "review.unit":
      "{unit, select, probability {La puntuación es una probabilidad estimada o una proporción de votos.} logOdds {La puntuación está en log-odds.} other {La puntuación tiene su propia unidad.}} {favourableWhen, select, below {Las puntuaciones por debajo del límite son favorables.} other {Las puntuaciones por encima del límite son favorables.}}",
    "review.made": "El registro se hizo el {today, date, day}.",
    "review.baseline":
      "La referencia es {baseline, number, plain}, {rows, plural, one {la puntuación de # fila de fondo} many {la puntuación media de # de filas de fondo} other {la puntuación media de # filas de fondo}}.",
    "review.background": "El fondo es: {description}.",
    "review.residual": "Las contribuciones dejan un resto de {residual, number, plain}.",
    "review.reason":
      "{kind, select, protected {«{label}», un atributo protegido, movió la puntuación {contribution, number, signed}.} proxy {«{label}», un sustituto, movió la puntuación {contribution, number, signed}.} other {«{label}» movió la puntuación {contribution, number, signed}.}} {direction, select, for {Es el {share, number, percent} del empuje a favor de la persona.} other {Es el {share, number, percent} del empuje en contra de la persona.}}",
    "review.values": "Dato que consta en «{label}»: {value}; dato típico: {reference}.",
    "review.inferred": "«{label}» se dedujo: su valor no debe mostrarse a la persona.",
    "review.unshown": "El valor de «{label}» no figura en el aviso a la persona.",
    "review.code": "En la lista de razones, «{label}» tiene el código {code}.",
    "review.codeText": "En la lista de razones, «{label}» tiene el código {code}: {text}.",
    "review.noCode":
      "En la lista de razones, ningún código corresponde a «{label}», y no se usó otro en su lugar.",
    "review.purpose": "«{label}» se usa con este fin: {purpose}.",
    "review.others":
      "{features, plural, one {# entrada más suma el {share, number, percent} de ese empuje.} many {# de entradas más suman el {share, number, percent} de ese empuje.} other {# entradas más suman el {share, number, percent} de ese empuje.}}",
    "review.none":
      "{direction, select, for {Ninguna entrada empujó a favor de la persona frente a este fondo.} other {Ninguna entrada empujó en contra de la persona frente a este fondo.}}",
    "review.change": "Cambia «{label}» de {from} a {to}.",
    "review.optimal":
      "{kind, select, first {Se demostró que es el más barato, con un coste de {cost, number, plain}.} other {Se demostró que es el más barato de otro tipo, con un coste de {cost, number, plain}.}} El modelo le da {output, number, plain}.",
    "review.feasible":
      "Válido con un coste de {cost, number, plain}. Uno más barato cuesta {bound, number, plain} o más (margen {gap, number, percent}). El modelo le da {output, number, plain}.",
    "review.unbounded":
      "Válido con un coste de {cost, number, plain}; nada está demostrado sobre otros más baratos. El modelo le da {output, number, plain}.",
    "review.infeasible": "Se demostró que ningún cambio permitido altera el resultado.",
    "review.noOther": "Se demostró que ningún cambio de otro tipo altera el resultado.",
    "review.notFound":
      "{nodes, plural, one {La búsqueda terminó tras # nodo sin respuesta.} many {La búsqueda terminó tras # de nodos sin respuesta.} other {La búsqueda terminó tras # nodos sin respuesta.}} Eso no significa que no exista.",
    "review.notSearched": "No se buscaron cambios.",
    "review.owner": "{owner} responde de aconsejar un cambio de «{label}».",
    "review.rationale": "La justificación dada es: {rationale}.",
    "review.distance":
      "{band, select, clear {El caso está claro.} fairly {El caso está bastante claro.} other {El caso está en el límite.}} La puntuación está a {distance, number, plain} del límite. El {share, number, percent} de las filas de fondo está más cerca.",
    "review.calibration":
      "Nada muestra aquí que la puntuación esté calibrada: no la lea como una probabilidad.",
    "review.protected":
      "El atributo protegido «{label}» movió la puntuación {contribution, number, signed}.",
    "review.proxy":
      "«{label}», sustituto declarado de {attributes}, movió la puntuación {contribution, number, signed}.",
    "review.prohibited":
      "Su uso está prohibido. Retenga la decisión hasta que una persona la haya revisado.",
    "review.allowed": "Su uso está permitido con este fundamento: {basis}.",
    "review.closeCall": "La puntuación está cerca del límite: compruebe los datos en que se apoya.",
    "review.noRecourse":
      "Ningún cambio al alcance de la persona altera el resultado: consta que no hay salida.",
    "review.searchIncomplete":
      "La búsqueda de cambios está incompleta: puede haber otros, o más baratos.",
    "review.noFlag": "Ninguna protección señaló nada.",
    "review.zero": "Una contribución de cero no prueba que no haya un sustituto.",
    "review.claim":
      "La persona impugna «{label}»: en el registro consta {held}, y la persona dice {stated}.",
    "review.actHold": "Revise la decisión antes de que se envíe ningún aviso.",
    "review.actFacts": "Compruebe con la persona los datos en que se apoyan las razones.",
    "review.actAnswer": "Anote quién revisó esto, cuándo y con qué resultado.",
  },
};
