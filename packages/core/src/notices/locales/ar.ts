import type { Catalogue } from "../templates.ts";

/**
 * Modern Standard Arabic, worded with verbal nouns and suffixes that are written alike for everybody.
 * Sentences of at most 20 words. Latin digits (`nu-latn`), as in the case numbers and amounts that
 * stand beside them. Number formats as in `en.ts`.
 */
export const ar: Catalogue = {
  locale: "ar",
  formatting: "ar-u-nu-latn",
  direction: "rtl",
  messages: {
    "value.number": "{value, number, plain}",
    "value.measured": "{value, number, plain} {unit}",
    "value.exact": "{value, number, exact}",
    "value.exactMeasured": "{value, number, exact} {unit}",
    "value.level": "«{level}»",
    "value.missing": "غير معروف",

    "title.decision": "ما القرار وكيف صدر",
    "title.reasons": "الأسباب الرئيسية",
    "title.changes": "ما الذي كان سيغيّر الجواب",
    "title.confidence": "مدى وضوح النتيجة",
    "title.safeguards": "الضمانات",
    "title.actions": "ما الذي يمكنك فعله",

    "headline.outcome":
      "{answer, select, yes {الجواب هو نعم: «{decided}».} other {الجواب هو لا: «{decided}».}}",
    "headline.system": "توصّل إليه نظام حاسوبي من معلومات عنك.",
    "headline.person":
      "{hold, select, yes {يجب أن يراجع شخص هذا القرار قبل أن يسري، ومن حقك التحدث إلى شخص.} other {من حقك طلب أن يراجع شخص هذا القرار.}}",

    "decision.case": "يتعلق هذا بالحالة «{subject}». حُرّر هذا الإشعار في {today, date, day}.",
    "decision.system":
      "اسم النظام «{model}». {facts, plural, zero {لم يستخدم أي معلومة عنك.} one {استخدم معلومة واحدة عنك.} two {استخدم معلومتين عنك.} few {استخدم # معلومات عنك.} many {استخدم # معلومة عنك.} other {استخدم # معلومة عنك.}}",
    "decision.line":
      "يعطي النظام كل حالة درجة. {favourableWhen, select, below {الدرجة التي تقع تحت حد معيّن تعني نعم.} other {الدرجة التي تقع فوق حد معيّن تعني نعم.}} {side, select, above {درجتك فوق الحد.} below {درجتك تحت الحد.} other {درجتك على الحد تمامًا.}}",

    "reasons.compared":
      "{rows, plural, zero {لم نقارن حالتك بأي حالة أخرى.} one {قارنّا حالتك بحالة أخرى واحدة.} two {قارنّا حالتك بحالتين أخريين.} few {قارنّا حالتك بعدد # حالات أخرى.} many {قارنّا حالتك بعدد # حالة أخرى.} other {قارنّا حالتك بعدد # حالة أخرى.}} {average, select, same {{answer, select, yes {متوسط درجات المقارنة يعني نعم أيضًا.} other {متوسط درجات المقارنة يعني لا أيضًا.}}} other {{answer, select, yes {متوسط درجات المقارنة يعني لا.} other {متوسط درجات المقارنة يعني نعم.}}}}",
    "reasons.order": "أقوى الأسباب يأتي أولًا.",
    "reason.against":
      "{strength, select, strong {أثّر البند «{label}» كثيرًا ضدك: المسجّل لديك {value}، والمعتاد {reference}.} weak {أثّر البند «{label}» قليلًا ضدك: المسجّل لديك {value}، والمعتاد {reference}.} other {أثّر البند «{label}» ضدك: المسجّل لديك {value}، والمعتاد {reference}.}}",
    "reason.for":
      "{strength, select, strong {أثّر البند «{label}» كثيرًا لصالحك: المسجّل لديك {value}، والمعتاد {reference}.} weak {أثّر البند «{label}» قليلًا لصالحك: المسجّل لديك {value}، والمعتاد {reference}.} other {أثّر البند «{label}» لصالحك: المسجّل لديك {value}، والمعتاد {reference}.}}",
    "reason.typical":
      "{direction, select, for {أثّر البند «{label}» لصالحك: المسجّل لديك {value}. هذا هو المعتاد، لكن بعض الحالات تختلف.} other {أثّر البند «{label}» ضدك: المسجّل لديك {value}. هذا هو المعتاد، لكن بعض الحالات تختلف.}}",
    "reason.alone":
      "{direction, select, for {أثّر البند «{label}» لصالحك: المسجّل لديك {value}.} other {أثّر البند «{label}» ضدك: المسجّل لديك {value}.}}",
    "reason.missing":
      "{direction, select, for {ليس لدينا شيء عن «{label}»، وقد أثّر ذلك لصالحك.} other {ليس لدينا شيء عن «{label}»، وقد أثّر ذلك ضدك.}}",
    "reason.inferred": "كان للبند «{label}» دور: استنتجناه من دون سؤالك عنه.",
    "reason.side": "بالمقارنة: {words} من المعتاد.",
    "reason.unshown":
      "{direction, select, for {أثّر البند «{label}» لصالحك. لا نعرض قيمته هنا، لكن يمكنك طلبها من شخص.} other {أثّر البند «{label}» ضدك. لا نعرض قيمته هنا، لكن يمكنك طلبها من شخص.}}",
    "reason.prohibited":
      "{direction, select, for {{count, plural, zero {لم تؤثّر لصالحك أي معلومة عنك لا ينبغي أن تحسم هذا القرار.} one {أثّرت لصالحك معلومة عنك لا ينبغي أن تحسم هذا القرار.} two {أثّرت لصالحك معلومتان عنك لا ينبغي أن تحسما هذا القرار.} few {أثّرت لصالحك # معلومات عنك لا ينبغي أن تحسم هذا القرار.} many {أثّرت لصالحك # معلومة عنك لا ينبغي أن تحسم هذا القرار.} other {أثّرت لصالحك # معلومة عنك لا ينبغي أن تحسم هذا القرار.}}} other {{count, plural, zero {لم تؤثّر ضدك أي معلومة عنك لا ينبغي أن تحسم هذا القرار.} one {أثّرت ضدك معلومة عنك لا ينبغي أن تحسم هذا القرار.} two {أثّرت ضدك معلومتان عنك لا ينبغي أن تحسما هذا القرار.} few {أثّرت ضدك # معلومات عنك لا ينبغي أن تحسم هذا القرار.} many {أثّرت ضدك # معلومة عنك لا ينبغي أن تحسم هذا القرار.} other {أثّرت ضدك # معلومة عنك لا ينبغي أن تحسم هذا القرار.}}}}",
    "reasons.others":
      "{direction, select, for {وأثّرت أمور صغيرة كثيرة لصالحك أيضًا. بلغت معًا {share, number, percent} من كل ما أثّر لصالحك.} other {وأثّرت أمور صغيرة كثيرة ضدك أيضًا. بلغت معًا {share, number, percent} من كل ما أثّر ضدك.}}",
    "reasons.none":
      "{direction, select, for {لم نجد في هذه المقارنة أي معلومة أثّرت لصالحك.} other {لم نجد في هذه المقارنة أي معلومة أثّرت ضدك.}} هذا لا يثبت عدم وجودها.",

    "change.single":
      "{answer, select, yes {لو كان المسجّل في «{label}» هو {to}، لكان الجواب نعم.} other {لو كان المسجّل في «{label}» هو {to}، لكان الجواب لا.}}",
    "change.together":
      "{answer, select, yes {بهذه التغييرات معًا، وعددها {count, number}، كان الجواب سيكون نعم.} other {بهذه التغييرات معًا، وعددها {count, number}، كان الجواب سيكون لا.}}",
    "change.item": "يكون المسجّل في «{label}» هو {to} بدلًا من {from}.",
    "change.rest":
      "يصح هذا لو بقي كل شيء آخر كما هو. {status, select, optimal {هذا أصغر تغيير استطعنا إثباته.} other {{count, plural, zero {هذا تغيير كان سيكفي.} one {هذا تغيير كان سيكفي.} two {هذان تغييران كانا سيكفيان معًا.} few {هذه مجموعة تغييرات كانت ستكفي.} many {هذه مجموعة تغييرات كانت ستكفي.} other {هذه مجموعة تغييرات كانت ستكفي.}}}}",
    "change.withheld": "وجدنا تغييرًا، لكنه يقوم على أمر استنتجناه عنك. يمكنك طلب شرحه من شخص.",
    "change.unshown": "وجدنا تغييرًا، لكنه يقوم على قيمة لا نعرضها هنا. يمكنك طلب شرحه من شخص.",
    "change.where": "على {address} يمكنك تغيير «{label}».",
    "change.infeasible":
      "تبيّن لنا أن لا شيء مما يمكنك تغييره كان سيغيّر هذا الجواب. يمكنك مع ذلك طلب أن يراجعه شخص.",
    "change.notFound": "لم نجد تغييرًا كان سيغيّر الجواب. هذا لا يعني عدم وجوده.",
    "change.notSearched":
      "{answer, select, yes {كان الجواب نعم، لذلك لم نبحث عن تغييرات.} other {لم نبحث عن تغييرات. هذا لا يعني عدم وجودها.}}",
    "change.each": "كل طريقة من هذه الطرق، وعددها {count, number}، كانت ستكفي وحدها.",
    "change.way": "هذه هي الطريقة {way, number} من {count, number}.",
    "change.promise": "هذا ليس وعدًا: قد تتغيّر قواعدنا.",

    "confidence.band":
      "{band, select, clear {كانت الحالة واضحة: درجتك بعيدة عن الحد.} fairly {كانت الحالة واضحة إلى حد ما: درجتك ليست قريبة من الحد ولا بعيدة عنه.} other {درجتك قريبة من الحد. قد تغيّر تغييرات صغيرة الجواب. يمكنك طلب أن يراجعه شخص.}}",
    "confidence.nearer": "من الحالات التي قارنّا حالتك بها، {share, number, percent} أقرب إلى الحد.",
    "confidence.meaning": "هذا لا يخبرك بمدى احتمال أن يكون الجواب صحيحًا.",

    "safeguard.prohibited":
      "{count, plural, zero {لم يكن لأي معلومة لا ينبغي أن تحسم هذا القرار دور.} one {كان لمعلومة عنك لا ينبغي أن تحسم هذا القرار دور. وقد نبّهنا إليها.} two {كان لمعلومتين عنك لا ينبغي أن تحسما هذا القرار دور. وقد نبّهنا إليهما.} few {كان لعدد # معلومات عنك لا ينبغي أن تحسم هذا القرار دور. وقد نبّهنا إليها.} many {كان لعدد # معلومة عنك لا ينبغي أن تحسم هذا القرار دور. وقد نبّهنا إليها.} other {كان لعدد # معلومة عنك لا ينبغي أن تحسم هذا القرار دور. وقد نبّهنا إليها.}} يجب أن يراجع شخص هذا القرار قبل أن يسري.",
    "safeguard.prohibitedProxy":
      "كان للبند «{label}» دور. قد يكشف معلومة لا ينبغي أن تحسم هذا القرار. وقد نبّهنا إليه. يجب أن يراجع شخص هذا القرار قبل أن يسري.",
    "safeguard.allowed":
      "كان للبند «{label}» دور. هذه معلومة محمية عنك. استخدمناها على هذا الأساس: {basis}.",
    "safeguard.allowedProxy":
      "كان للبند «{label}» دور. قد يكشف معلومة محمية عنك. استخدمناه على هذا الأساس: {basis}.",
    "safeguard.closeCall": "كانت النتيجة قريبة من الحد، فقد يكون لخطأ صغير في معلوماتك أثر.",
    "safeguard.noRecourse": "لم نجد تغييرًا متاحًا لك، وقد أحلنا ذلك إلى المراجعة.",
    "safeguard.searchIncomplete": "بحثنا عن التغييرات غير مكتمل. قد توجد تغييرات أخرى أو أصغر.",
    "safeguard.none": "لم تنبّه فحوصنا إلى شيء. هذا لا يثبت عدم وجود أثر لأمر غير عادل.",

    "action.check": "لا حاجة إلى طلب هذه المراجعة: يجب أن يجريها شخص.",
    "action.person": "يمكنك طلب أن ينظر شخص في القرار من جديد.",
    "action.correct":
      "إذا كانت معلومة استخدمناها خاطئة، فيمكنك إبلاغنا بذلك. ويمكنك طلب قرار جديد.",
    "action.record": "يمكنك السؤال عما نحفظه عنك من أجل هذا القرار.",
    "action.contact": "جهة الاتصال لكل ذلك: {contact}.",
    "action.sender": "لكل ذلك يمكنك التوجّه إلى الجهة التي أرسلت إليك هذا الإشعار.",
    "title.claims": "ما الخطأ بحسب قولك",
    "title.before": "كما صدر القرار",
    "title.after": "بالقيم الواردة في بلاغك",
    "title.next": "ما الخطوة التالية",
    "dispute.raised":
      "{count, plural, zero {وصلنا بلاغك في {raised, date, day} من دون أي معلومة خاطئة.} one {وصلنا بلاغك في {raised, date, day} أن معلومة عنك خاطئة.} two {وصلنا بلاغك في {raised, date, day} أن معلومتين عنك خاطئتان.} few {وصلنا بلاغك في {raised, date, day} أن # معلومات عنك خاطئة.} many {وصلنا بلاغك في {raised, date, day} أن # معلومة عنك خاطئة.} other {وصلنا بلاغك في {raised, date, day} أن # معلومة عنك خاطئة.}}",
    "dispute.changes":
      "{answer, select, yes {بالقيم الواردة في بلاغك كان النظام سيقول نعم بدلًا من لا.} other {بالقيم الواردة في بلاغك كان النظام سيقول لا بدلًا من نعم.}}",
    "dispute.stays":
      "{answer, select, yes {حتى بالقيم الواردة في بلاغك كان النظام سيقول نعم.} other {حتى بالقيم الواردة في بلاغك كان النظام سيقول لا.}}",
    "dispute.undecided": "هذا ليس قرارًا جديدًا: يجب أن يراجع شخص هذه القيم أولًا.",
    "dispute.claim": "المسجّل لدينا في «{label}» هو {held}، والصحيح بحسب قولك {stated}.",
    "dispute.claimAlone": "الصحيح في «{label}» بحسب قولك {stated}.",
    "dispute.comment": "جاء في بلاغك: «{comment}».",
    "dispute.before": "{answer, select, yes {الجواب هو نعم.} other {الجواب هو لا.}}",
    "dispute.after": "{answer, select, yes {كان النظام سيقول نعم.} other {كان النظام سيقول لا.}}",
    "dispute.check": "يراجع شخص ما جاء في بلاغك، ثم يقرّر من جديد.",

    "agent.words": "ما يلي هو ما يجوز للشخص المعني قراءته، كلمة بكلمة.",
    "agent.keep": "يُرجى استخدام هذه الكلمات من دون إضافة أسباب أخرى.",
    "agent.facts":
      "إذا قال الشخص إن معلومة خاطئة، يُرجى تدوين المعلومة وما هو صحيح. ثم تُحال الملاحظة إلى المراجعة.",
    "agent.check": "إذا طلب الشخص مراجعة بشرية، يُرجى إحالة الطلب. لا حاجة إلى الحكم على صحة قوله.",
    "agent.promise": "لا يجوز الوعد بأي جواب: لا يأتي الجواب إلا من قرار جديد.",
    "agent.withheld":
      "بعض المعلومات هنا بلا اسم أو بلا قيمة. لا ينبغي تخمينها: يستطيع المراجعون رؤيتها.",
    "agent.codes": "رموز لملفك: {codes}.",
    "agent.reasonCodes": "رموز القائمة للأسباب الرئيسية: {codes}.",
    "agent.noCode":
      "{count, plural, zero {لكل سبب رئيسي رمز في القائمة.} one {سبب رئيسي واحد بلا رمز في القائمة.} two {سببان رئيسيان بلا رمز في القائمة.} few {# أسباب رئيسية بلا رمز في القائمة.} many {# سببًا رئيسيًا بلا رمز في القائمة.} other {# سبب رئيسي بلا رمز في القائمة.}} لا يُستخدم أقرب رمز بدلًا منه.",

    "review.outcome":
      "{answer, select, yes {الجواب في الحالة «{subject}» هو نعم: «{decided}».} other {الجواب في الحالة «{subject}» هو لا: «{decided}».}}",
    "review.score":
      "أعطاها النظام الدرجة {output, number, plain}، والحد عند {threshold, number, plain}.",
    "review.hold":
      "{hold, select, yes {يجب حجز الإشعار: على شخص أن يراجع القرار أولًا.} other {لا تحجزه أي ضمانة، ومن حق الشخص طلب مراجعة بشرية.}}",
    "review.model": "النموذج هو «{model}» بالصيغة «{format}».",
    "review.modelHash": "بصمة SHA-256 للنموذج هي {hash}.",
    "review.data": "البيانات هي «{data}».",
    "review.dataHash": "بصمة SHA-256 للبيانات هي {hash}.",
    "review.unit":
      "{unit, select, probability {الدرجة احتمال مقدّر أو نسبة من الأصوات.} logOdds {الدرجة بوحدة لوغاريتم الأرجحية.} other {للدرجة وحدة خاصة بها.}} {favourableWhen, select, below {الدرجات تحت الحد مواتية.} other {الدرجات فوق الحد مواتية.}}",
    "review.made": "أُنشئ السجل في {today, date, day}.",
    "review.baseline":
      "القيمة المرجعية هي {baseline, number, plain}، {rows, plural, zero {من دون صفوف مقارنة} one {وهي درجة صف مقارنة واحد} two {وهي متوسط درجات صفّي مقارنة} few {وهي متوسط درجات # صفوف مقارنة} many {وهي متوسط درجات # صف مقارنة} other {وهي متوسط درجات # صف مقارنة}}.",
    "review.background": "صفوف المقارنة هي: {description}.",
    "review.residual": "تترك المساهمات باقيًا قدره {residual, number, plain}.",
    "review.reason":
      "{kind, select, protected {حرّكت السمة المحمية «{label}» الدرجة بمقدار {contribution, number, signed}.} proxy {حرّك البديل «{label}» الدرجة بمقدار {contribution, number, signed}.} other {حرّك البند «{label}» الدرجة بمقدار {contribution, number, signed}.}} {direction, select, for {هذا {share, number, percent} من الدفع لصالح الشخص.} other {هذا {share, number, percent} من الدفع ضد الشخص.}}",
    "review.values": "المسجّل في «{label}» هو {value}، والمعتاد {reference}.",
    "review.inferred": "البند «{label}» مستنتج: لا يجوز عرض قيمته على الشخص.",
    "review.unshown": "قيمة البند «{label}» لا تظهر في إشعار الشخص.",
    "review.code": "في قائمة الأسباب رمز البند «{label}» هو {code}.",
    "review.codeText": "في قائمة الأسباب رمز البند «{label}» هو {code}: {text}.",
    "review.noCode": "في قائمة الأسباب لا رمز يناسب البند «{label}»، ولم يُستخدم رمز آخر بدلًا منه.",
    "review.purpose": "يُستخدم البند «{label}» لهذا الغرض: {purpose}.",
    "review.others":
      "{features, plural, zero {لا مدخلات أخرى، وحصتها {share, number, percent} من ذلك الدفع.} one {مدخل آخر واحد يمثّل {share, number, percent} من ذلك الدفع.} two {مدخلان آخران يمثّلان {share, number, percent} من ذلك الدفع.} few {# مدخلات أخرى تمثّل {share, number, percent} من ذلك الدفع.} many {# مدخلًا آخر تمثّل {share, number, percent} من ذلك الدفع.} other {# مدخل آخر تمثّل {share, number, percent} من ذلك الدفع.}}",
    "review.none":
      "{direction, select, for {لم يدفع أي مدخل لصالح الشخص في هذه المقارنة.} other {لم يدفع أي مدخل ضد الشخص في هذه المقارنة.}}",
    "review.change": "يغيّر «{label}» من {from} إلى {to}.",
    "review.optimal":
      "{kind, select, first {ثبت أنه الأقل كلفة، بكلفة {cost, number, plain}.} other {ثبت أنه الأقل كلفة من نوع آخر، بكلفة {cost, number, plain}.}} يعطيه النموذج الدرجة {output, number, plain}.",
    "review.feasible":
      "صالح بكلفة {cost, number, plain}. الأقل منه يكلّف {bound, number, plain} أو أكثر (فجوة {gap, number, percent}). يعطيه النموذج الدرجة {output, number, plain}.",
    "review.unbounded":
      "صالح بكلفة {cost, number, plain}، ولم يثبت شيء عما هو أقل كلفة. يعطيه النموذج الدرجة {output, number, plain}.",
    "review.infeasible": "ثبت أن لا تغيير مسموحًا به يغيّر النتيجة.",
    "review.noOther": "ثبت أن لا تغيير من نوع آخر يغيّر النتيجة.",
    "review.notFound":
      "{nodes, plural, zero {انتهى البحث من دون أي عقدة ومن دون جواب.} one {انتهى البحث بعد عقدة واحدة من دون جواب.} two {انتهى البحث بعد عقدتين من دون جواب.} few {انتهى البحث بعد # عقد من دون جواب.} many {انتهى البحث بعد # عقدة من دون جواب.} other {انتهى البحث بعد # عقدة من دون جواب.}} هذا لا يعني عدم وجوده.",
    "review.notSearched": "لم يُجرَ بحث عن تغييرات.",
    "review.owner": "المسؤولية عن النصح بتغيير «{label}» تقع على {owner}.",
    "review.rationale": "المسوّغ المذكور: {rationale}.",
    "review.distance":
      "{band, select, clear {الحالة واضحة.} fairly {الحالة واضحة إلى حد ما.} other {الحالة قريبة من الحد.}} تبعد الدرجة عن الحد {distance, number, plain}. وأقرب منها إلى الحد {share, number, percent} من صفوف المقارنة.",
    "review.calibration": "لا شيء هنا يبيّن أن الدرجة معايَرة: لا ينبغي قراءتها كاحتمال.",
    "review.protected":
      "حرّكت السمة المحمية «{label}» الدرجة بمقدار {contribution, number, signed}.",
    "review.proxy":
      "حرّك البند «{label}»، وهو بديل معلن عن {attributes}، الدرجة بمقدار {contribution, number, signed}.",
    "review.prohibited": "استخدامه محظور. يجب حجز القرار حتى يراجعه شخص.",
    "review.allowed": "استخدامه مسموح به على هذا الأساس: {basis}.",
    "review.closeCall": "الدرجة قريبة من الحد: يجب التحقق من المعلومات التي تقوم عليها.",
    "review.noRecourse": "لا تغيير متاحًا للشخص يغيّر النتيجة: لا سبيل له إلى تغييرها.",
    "review.searchIncomplete": "البحث عن التغييرات غير مكتمل: قد توجد تغييرات أخرى أو أقل كلفة.",
    "review.noFlag": "لم تنبّه أي ضمانة إلى شيء.",
    "review.zero": "مساهمة قدرها صفر لا تثبت عدم وجود بديل.",
    "review.claim": "يعترض الشخص على «{label}»: المسجّل {held}، والصحيح بحسب قوله {stated}.",
    "review.actHold": "يجب مراجعة القرار قبل إرسال أي إشعار.",
    "review.actFacts": "يجب التحقق مع الشخص من المعلومات التي تقوم عليها الأسباب.",
    "review.actAnswer": "يجب تدوين من راجع هذا، ومتى، وما النتيجة.",
  },
};
