import type { Language } from '#libs/domain';

/** A title and a way out for every status, in the six official languages. */
interface ProblemText {
  readonly title: string;
  readonly wayOut: string;
}

export const PROBLEM_TEXTS: Readonly<Record<number, Readonly<Record<Language, ProblemText>>>> = {
  400: {
    en: { title: 'The request cannot be read', wayOut: 'Correct the request as described and send it again.' },
    fr: { title: 'La demande ne peut pas être lue', wayOut: 'Corrigez la demande comme indiqué et renvoyez-la.' },
    es: { title: 'No se puede leer la petición', wayOut: 'Corrija la petición como se indica y envíela de nuevo.' },
    ru: { title: 'Запрос не удаётся прочитать', wayOut: 'Исправьте запрос, как указано, и отправьте снова.' },
    ar: { title: 'تعذرت قراءة الطلب', wayOut: 'صحح الطلب كما هو موضح ثم أرسله من جديد.' },
    zh: { title: '无法读取该请求', wayOut: '请按说明更正后重新发送。' },
  },
  401: {
    en: { title: 'You are not signed in', wayOut: 'Sign in at POST /api/v1/sessions and try again.' },
    fr: { title: 'Vous n’êtes pas connecté', wayOut: 'Connectez-vous par POST /api/v1/sessions, puis réessayez.' },
    es: { title: 'No ha iniciado sesión', wayOut: 'Inicie sesión con POST /api/v1/sessions e inténtelo de nuevo.' },
    ru: { title: 'Вы не вошли в систему', wayOut: 'Войдите через POST /api/v1/sessions и повторите попытку.' },
    ar: { title: 'لم تسجل الدخول', wayOut: 'سجل الدخول عبر POST /api/v1/sessions ثم حاول مجددا.' },
    zh: { title: '您尚未登录', wayOut: '请通过 POST /api/v1/sessions 登录后重试。' },
  },
  403: {
    en: {
      title: 'This is not for your role',
      wayOut: 'Ask somebody who holds one of the roles named, or an administrator.',
    },
    fr: {
      title: 'Votre rôle ne le permet pas',
      wayOut: 'Adressez-vous à une personne ayant l’un des rôles indiqués ou à un administrateur.',
    },
    es: {
      title: 'Su función no lo permite',
      wayOut: 'Diríjase a quien tenga una de las funciones indicadas o a un administrador.',
    },
    ru: {
      title: 'Ваша роль этого не позволяет',
      wayOut: 'Обратитесь к лицу с одной из указанных ролей или к администратору.',
    },
    ar: { title: 'دورك لا يسمح بذلك', wayOut: 'اطلب ذلك ممن له أحد الأدوار المذكورة أو من مدير النظام.' },
    zh: { title: '您的角色无权执行此操作', wayOut: '请联系具有所列角色之一的人员或管理员。' },
  },
  404: {
    en: {
      title: 'There is nothing here for you',
      wayOut: 'Check the address; what you may not see is answered in the same way as what does not exist.',
    },
    fr: {
      title: 'Il n’y a rien ici pour vous',
      wayOut: 'Vérifiez l’adresse ; ce que vous ne pouvez pas voir reçoit la même réponse que ce qui n’existe pas.',
    },
    es: {
      title: 'Aquí no hay nada para usted',
      wayOut: 'Compruebe la dirección; lo que no puede ver se responde igual que lo que no existe.',
    },
    ru: {
      title: 'Здесь для вас ничего нет',
      wayOut: 'Проверьте адрес: о недоступном сообщается так же, как о несуществующем.',
    },
    ar: {
      title: 'لا يوجد هنا ما يخصك',
      wayOut: 'تحقق من العنوان؛ فما لا يجوز لك رؤيته يرد عليه كما لو كان غير موجود.',
    },
    zh: { title: '此处没有您可查看的内容', wayOut: '请检查地址；无权查看与不存在的内容答复相同。' },
  },
  405: {
    en: { title: 'This address does not take that method', wayOut: 'See the API pages for the methods it takes.' },
    fr: { title: 'Cette adresse n’accepte pas cette méthode', wayOut: 'Consultez la documentation de l’API.' },
    es: { title: 'Esta dirección no admite ese método', wayOut: 'Consulte la documentación de la API.' },
    ru: { title: 'Этот адрес не принимает такой метод', wayOut: 'См. документацию API.' },
    ar: { title: 'هذا العنوان لا يقبل هذه الطريقة', wayOut: 'راجع صفحات واجهة البرمجة.' },
    zh: { title: '该地址不接受此方法', wayOut: '请查阅 API 文档。' },
  },
  409: {
    en: {
      title: 'This cannot be done now',
      wayOut: 'Read the reasons given; GET the transitions of the case shows what can be done and by whom.',
    },
    fr: {
      title: 'Cela n’est pas possible maintenant',
      wayOut: 'Lisez les raisons données ; la liste des transitions du dossier montre ce qui est possible et par qui.',
    },
    es: {
      title: 'Esto no se puede hacer ahora',
      wayOut: 'Lea los motivos; la lista de transiciones del caso muestra qué se puede hacer y quién.',
    },
    ru: {
      title: 'Сейчас это невозможно',
      wayOut: 'Ознакомьтесь с причинами; список переходов по делу показывает, что и кем может быть сделано.',
    },
    ar: {
      title: 'لا يمكن القيام بذلك الآن',
      wayOut: 'اقرأ الأسباب المذكورة؛ وتبين قائمة انتقالات الحالة ما يمكن فعله ومن يفعله.',
    },
    zh: { title: '目前无法执行此操作', wayOut: '请阅读所列原因；案件的可用操作列表说明可做什么以及由谁来做。' },
  },
  412: {
    en: {
      title: 'Somebody changed this before you',
      wayOut: 'Read the present version, see what changed, and decide again.',
    },
    fr: {
      title: 'Quelqu’un l’a modifié avant vous',
      wayOut: 'Relisez la version actuelle, voyez ce qui a changé et décidez à nouveau.',
    },
    es: {
      title: 'Alguien lo cambió antes que usted',
      wayOut: 'Lea la versión actual, vea qué cambió y decida de nuevo.',
    },
    ru: {
      title: 'Кто-то изменил это раньше вас',
      wayOut: 'Прочитайте текущую версию, посмотрите изменения и решите заново.',
    },
    ar: { title: 'غيّر شخص آخر هذا قبلك', wayOut: 'اقرأ النسخة الحالية واطلع على ما تغير ثم قرر من جديد.' },
    zh: { title: '他人已在您之前作出更改', wayOut: '请读取当前版本，查看变化后重新决定。' },
  },
  413: {
    en: { title: 'The request is too large', wayOut: 'Send less in one request.' },
    fr: { title: 'La demande est trop volumineuse', wayOut: 'Envoyez moins de données à la fois.' },
    es: { title: 'La petición es demasiado grande', wayOut: 'Envíe menos datos de una vez.' },
    ru: { title: 'Запрос слишком велик', wayOut: 'Отправьте меньше данных за один раз.' },
    ar: { title: 'الطلب أكبر مما يسمح به', wayOut: 'أرسل قدرا أقل في الطلب الواحد.' },
    zh: { title: '请求过大', wayOut: '请减少单次发送的内容。' },
  },
  415: {
    en: { title: 'This kind of content is not taken here', wayOut: 'Send application/json.' },
    fr: { title: 'Ce type de contenu n’est pas accepté', wayOut: 'Envoyez application/json.' },
    es: { title: 'Este tipo de contenido no se admite', wayOut: 'Envíe application/json.' },
    ru: { title: 'Такой тип содержимого не принимается', wayOut: 'Отправьте application/json.' },
    ar: { title: 'هذا النوع من المحتوى غير مقبول', wayOut: 'أرسل application/json.' },
    zh: { title: '不接受此类内容', wayOut: '请发送 application/json。' },
  },
  422: {
    en: {
      title: 'Something in the request is not right',
      wayOut: 'Correct the places listed under errors; nothing was changed.',
    },
    fr: {
      title: 'La demande contient des erreurs',
      wayOut: 'Corrigez les points énumérés sous errors ; rien n’a été modifié.',
    },
    es: { title: 'Hay errores en la petición', wayOut: 'Corrija los puntos enumerados en errors; no se cambió nada.' },
    ru: { title: 'В запросе есть ошибки', wayOut: 'Исправьте места, перечисленные в errors; ничего не изменено.' },
    ar: { title: 'في الطلب أخطاء', wayOut: 'صحح المواضع المذكورة في errors؛ لم يتغير شيء.' },
    zh: { title: '请求中有错误', wayOut: '请更正 errors 中所列之处；未作任何更改。' },
  },
  428: {
    en: { title: 'Say which version you have seen', wayOut: 'Send the ETag of the version you read in If-Match.' },
    fr: { title: 'Indiquez la version que vous avez lue', wayOut: 'Envoyez dans If-Match l’ETag de la version lue.' },
    es: { title: 'Indique qué versión ha visto', wayOut: 'Envíe en If-Match el ETag de la versión que leyó.' },
    ru: { title: 'Укажите, какую версию вы видели', wayOut: 'Передайте в If-Match ETag прочитанной версии.' },
    ar: { title: 'حدد النسخة التي اطلعت عليها', wayOut: 'أرسل في If-Match قيمة ETag للنسخة التي قرأتها.' },
    zh: { title: '请说明您所见的版本', wayOut: '请在 If-Match 中发送所读版本的 ETag。' },
  },
  429: {
    en: { title: 'Too many requests', wayOut: 'Wait for the time given in Retry-After.' },
    fr: { title: 'Trop de demandes', wayOut: 'Attendez le délai indiqué dans Retry-After.' },
    es: { title: 'Demasiadas peticiones', wayOut: 'Espere el tiempo indicado en Retry-After.' },
    ru: { title: 'Слишком много запросов', wayOut: 'Подождите время, указанное в Retry-After.' },
    ar: { title: 'طلبات كثيرة جدا', wayOut: 'انتظر المدة المذكورة في Retry-After.' },
    zh: { title: '请求过多', wayOut: '请等待 Retry-After 所示时间。' },
  },
  500: {
    en: { title: 'Something went wrong on our side', wayOut: 'Try again; if it happens again, report the request id.' },
    fr: {
      title: 'Une erreur s’est produite de notre côté',
      wayOut: 'Réessayez ; si cela se reproduit, signalez l’identifiant de la demande.',
    },
    es: {
      title: 'Algo falló de nuestro lado',
      wayOut: 'Inténtelo de nuevo; si se repite, comunique el identificador de la petición.',
    },
    ru: {
      title: 'Произошла ошибка на нашей стороне',
      wayOut: 'Повторите попытку; если ошибка повторится, сообщите идентификатор запроса.',
    },
    ar: { title: 'حدث خطأ من جانبنا', wayOut: 'حاول مجددا؛ وإذا تكرر فأبلغ عن رقم الطلب.' },
    zh: { title: '我方出现错误', wayOut: '请重试；如再次发生，请报告请求编号。' },
  },
  503: {
    en: {
      title: 'Not available for a moment',
      wayOut: 'Nothing was changed. Try again after the time given in Retry-After.',
    },
    fr: {
      title: 'Momentanément indisponible',
      wayOut: 'Rien n’a été modifié. Réessayez après le délai indiqué dans Retry-After.',
    },
    es: {
      title: 'No disponible por un momento',
      wayOut: 'No se cambió nada. Inténtelo tras el tiempo indicado en Retry-After.',
    },
    ru: { title: 'Временно недоступно', wayOut: 'Ничего не изменено. Повторите через время, указанное в Retry-After.' },
    ar: { title: 'غير متاح مؤقتا', wayOut: 'لم يتغير شيء. حاول مجددا بعد المدة المذكورة في Retry-After.' },
    zh: { title: '暂时不可用', wayOut: '未作任何更改。请在 Retry-After 所示时间后重试。' },
  },
};
