import type { LetterText } from '../../notifications/letters/letters.js';
import type { Language } from '../actor.js';

export const ACCOUNT_LETTER_KINDS = [
  'invitation',
  'password-recovery',
  'password-changed',
  'second-factor-removed',
  'substitute-named',
  'identity-linked',
  'identity-unlinked',
] as const;
/** What somebody is told about their own account. */
export type AccountLetterKind = (typeof ACCOUNT_LETTER_KINDS)[number];

/** What the paragraphs of such a letter can tell: whose account it is, and when it happened or until when the link is good. */
export const ACCOUNT_PLACEHOLDERS = ['address', 'date'] as const;

/** The words of a link that leads to the choice of a password. */
export const CHOOSE_A_PASSWORD: Readonly<Record<Language, string>> = {
  ar: 'اختيار كلمة المرور',
  en: 'Choose a password',
  es: 'Elegir una contraseña',
  fr: 'Choisir un mot de passe',
  ru: 'Выбрать пароль',
  zh: '设置密码',
};

export const ACCOUNT_LETTERS: Readonly<Record<AccountLetterKind, Readonly<Record<Language, LetterText>>>> = {
  invitation: {
    ar: [
      'دعوة إلى حساب',
      'أُنشئ لكم حساب بالعنوان {address} في النظام الذي تطلب به الدول الأعضاء المساعدة التقنية.',
      'يرجى اختيار كلمة مرور عبر الرابط أدناه. الرابط صالح حتى {date} ويُستعمل مرة واحدة.',
      'إن لم تكونوا تنتظرون هذه الدعوة فلا حاجة إلى أي إجراء.',
    ],
    en: [
      'An invitation to your account',
      'An account for {address} has been entered in the system through which Member States ask for technical assistance.',
      'Please choose a password under the link below. The link is good until {date} and can be used once.',
      'If you do not expect this invitation, you need not do anything.',
    ],
    es: [
      'Invitación a su cuenta',
      'Se ha creado una cuenta para {address} en el sistema con el que los Estados Miembros piden asistencia técnica.',
      'Elija una contraseña en el enlace que figura más abajo. El enlace es válido hasta el {date} y puede usarse una sola vez.',
      'Si no espera esta invitación, no tiene que hacer nada.',
    ],
    fr: [
      'Invitation à votre compte',
      'Un compte a été créé pour {address} dans le système par lequel les États Membres demandent une assistance technique.',
      'Veuillez choisir un mot de passe en suivant le lien ci-dessous. Le lien est valable jusqu’au {date} et ne sert qu’une fois.',
      'Si vous n’attendez pas cette invitation, vous n’avez rien à faire.',
    ],
    ru: [
      'Приглашение в вашу учётную запись',
      'Для адреса {address} создана учётная запись в системе, через которую государства-члены запрашивают техническую помощь.',
      'Пожалуйста, выберите пароль по ссылке ниже. Ссылка действует до {date} и может быть использована один раз.',
      'Если вы не ждёте этого приглашения, ничего делать не нужно.',
    ],
    zh: [
      '您的账户邀请',
      '会员国申请技术援助所用的系统已为 {address} 建立账户。',
      '请通过下方链接设置密码。该链接在 {date} 之前有效，只能使用一次。',
      '如果您没有预期收到此邀请，则无需采取任何行动。',
    ],
  },
  'password-recovery': {
    ar: [
      'كلمة مرور جديدة',
      'طُلبت كلمة مرور جديدة للحساب {address}.',
      'إن كنتم أنتم من طلبها فاختاروها عبر الرابط أدناه. الرابط صالح حتى {date} ويُستعمل مرة واحدة. ويظل العامل الثاني كما هو.',
      'إن لم تطلبوها فلا حاجة إلى أي إجراء: لم يتغير شيء.',
    ],
    en: [
      'A new password',
      'Somebody has asked for a new password for the account {address}.',
      'If it was you, choose one under the link below. The link is good until {date} and can be used once. Your second factor stays as it is.',
      'If it was not you, you need not do anything: nothing has been changed.',
    ],
    es: [
      'Una contraseña nueva',
      'Se ha pedido una contraseña nueva para la cuenta {address}.',
      'Si la ha pedido usted, elíjala en el enlace que figura más abajo. El enlace es válido hasta el {date} y puede usarse una sola vez. Su segundo factor no cambia.',
      'Si no la ha pedido usted, no tiene que hacer nada: no se ha cambiado nada.',
    ],
    fr: [
      'Un nouveau mot de passe',
      'Un nouveau mot de passe a été demandé pour le compte {address}.',
      'Si c’est vous, choisissez-le en suivant le lien ci-dessous. Le lien est valable jusqu’au {date} et ne sert qu’une fois. Votre second facteur reste inchangé.',
      'Si ce n’est pas vous, vous n’avez rien à faire : rien n’a été modifié.',
    ],
    ru: [
      'Новый пароль',
      'Для учётной записи {address} запрошен новый пароль.',
      'Если его запросили вы, выберите пароль по ссылке ниже. Ссылка действует до {date} и может быть использована один раз. Второй фактор остаётся прежним.',
      'Если это были не вы, ничего делать не нужно: ничего не изменено.',
    ],
    zh: [
      '新密码',
      '有人为账户 {address} 申请了新密码。',
      '如果是您本人，请通过下方链接设置。该链接在 {date} 之前有效，只能使用一次。您的第二重验证保持不变。',
      '如果不是您本人，则无需采取任何行动：未作任何更改。',
    ],
  },
  'password-changed': {
    ar: [
      'تغيرت كلمة المرور',
      'تغيرت كلمة مرور الحساب {address} في {date}، وأُنهيت الجلسات الأخرى.',
      'إن لم تكونوا أنتم من غيّرها فاطلبوا كلمة مرور جديدة فورا وأبلغوا مدير النظام.',
    ],
    en: [
      'Your password was changed',
      'The password of the account {address} was changed on {date}, and other sessions have ended.',
      'If it was not you, ask for a new password at once and tell an administrator.',
    ],
    es: [
      'Su contraseña ha cambiado',
      'La contraseña de la cuenta {address} se cambió el {date} y las demás sesiones han terminado.',
      'Si no ha sido usted, pida de inmediato una contraseña nueva y avise a un administrador.',
    ],
    fr: [
      'Votre mot de passe a été modifié',
      'Le mot de passe du compte {address} a été modifié le {date} et les autres sessions ont pris fin.',
      'Si ce n’est pas vous, demandez aussitôt un nouveau mot de passe et prévenez un administrateur.',
    ],
    ru: [
      'Ваш пароль изменён',
      'Пароль учётной записи {address} изменён {date}, остальные сеансы завершены.',
      'Если это были не вы, сразу запросите новый пароль и сообщите администратору.',
    ],
    zh: [
      '您的密码已更改',
      '账户 {address} 的密码已于 {date} 更改，其他会话均已结束。',
      '如果不是您本人所为，请立即申请新密码并告知管理员。',
    ],
  },
  'second-factor-removed': {
    ar: [
      'أُزيل العامل الثاني',
      'أزال أحد مديري النظام العامل الثاني للحساب {address} في {date}، وأُنهيت جميع الجلسات.',
      'بعد تسجيل الدخول يمكنكم إعداد عامل ثان جديد. إن لم تطلبوا ذلك فأبلغوا مدير النظام فورا.',
    ],
    en: [
      'Your second factor was removed',
      'An administrator removed the second factor of the account {address} on {date}, and all sessions have ended.',
      'Once you have signed in you can set up another. If you did not ask for this, tell an administrator at once.',
    ],
    es: [
      'Se ha retirado su segundo factor',
      'Un administrador retiró el segundo factor de la cuenta {address} el {date} y todas las sesiones han terminado.',
      'Cuando haya iniciado sesión podrá configurar otro. Si no lo ha pedido usted, avise de inmediato a un administrador.',
    ],
    fr: [
      'Votre second facteur a été retiré',
      'Un administrateur a retiré le second facteur du compte {address} le {date} et toutes les sessions ont pris fin.',
      'Une fois connecté, vous pourrez en configurer un autre. Si vous ne l’avez pas demandé, prévenez aussitôt un administrateur.',
    ],
    ru: [
      'Ваш второй фактор удалён',
      'Администратор удалил второй фактор учётной записи {address} {date}; все сеансы завершены.',
      'После входа вы сможете настроить новый. Если вы об этом не просили, сразу сообщите администратору.',
    ],
    zh: [
      '您的第二重验证已被移除',
      '管理员已于 {date} 移除账户 {address} 的第二重验证，所有会话均已结束。',
      '登录后您可以重新设置。如果您没有提出此要求，请立即告知管理员。',
    ],
  },
  'substitute-named': {
    ar: [
      'سُمي نائب عنكم',
      'سمى شخص آخر، في {date}، من ينوب عنكم في أحد أدواركم أثناء غيابكم. الحساب: {address}.',
      'بعد تسجيل الدخول يمكنكم الاطلاع على النيابة وإنهاؤها. إن لم تكونوا غائبين فأبلغوا مدير النظام.',
    ],
    en: [
      'A substitute was named for you',
      'On {date} somebody else named a substitute who acts in one of your roles while you are away. Your account: {address}.',
      'Once you have signed in you can see the substitution and end it. If you are not away, tell an administrator.',
    ],
    es: [
      'Se ha designado a quien le sustituye',
      'El {date} otra persona designó a quien le sustituirá en una de sus funciones durante su ausencia. Su cuenta: {address}.',
      'Cuando haya iniciado sesión podrá ver la sustitución y ponerle fin. Si no está ausente, avise a un administrador.',
    ],
    fr: [
      'Un suppléant a été désigné pour vous',
      'Le {date}, une autre personne a désigné un suppléant qui exerce l’un de vos rôles pendant votre absence. Votre compte : {address}.',
      'Une fois connecté, vous pourrez voir la suppléance et y mettre fin. Si vous n’êtes pas absent, prévenez un administrateur.',
    ],
    ru: [
      'Вам назначен заместитель',
      '{date} другое лицо назначило заместителя, который исполняет одну из ваших ролей на время вашего отсутствия. Ваша учётная запись: {address}.',
      'После входа вы сможете увидеть замещение и прекратить его. Если вы не отсутствуете, сообщите администратору.',
    ],
    zh: [
      '已为您指定代理人',
      '他人已于 {date} 指定代理人，在您不在期间代行您的一项职责。您的账户：{address}。',
      '登录后您可以查看并终止该代理。如果您并未离开，请告知管理员。',
    ],
  },
  'identity-linked': {
    ar: [
      'أُضيفت طريقة دخول إلى حسابكم',
      'ربط أحد مديري النظام، في {date}، هويةً لدى مزود الهوية بالحساب {address}. ومن يملك هذه الهوية يمكنه الدخول إلى حسابكم.',
      'إن لم تكونوا على علم بذلك فأبلغوا مدير النظام فورا.',
    ],
    en: [
      'A way to sign in was added to your account',
      'An administrator linked an identity at the identity provider to the account {address} on {date}. Whoever holds that identity can enter your account.',
      'If you do not know of this, speak to the administrator at once.',
    ],
    es: [
      'Se ha añadido una forma de acceder a su cuenta',
      'Un administrador vinculó a la cuenta {address} una identidad del proveedor de identidad el {date}. Quien posea esa identidad puede acceder a su cuenta.',
      'Si no tenía conocimiento de ello, póngase en contacto de inmediato con el administrador.',
    ],
    fr: [
      'Un moyen de connexion a été ajouté à votre compte',
      'Un administrateur a rattaché au compte {address} une identité du fournisseur d’identité le {date}. La personne qui détient cette identité peut entrer dans votre compte.',
      'Si vous n’en aviez pas connaissance, adressez-vous immédiatement à l’administrateur.',
    ],
    ru: [
      'К вашей учётной записи добавлен способ входа',
      'Администратор связал с учётной записью {address} идентификатор у поставщика удостоверений ({date}). Владелец этого идентификатора может войти в вашу учётную запись.',
      'Если вам об этом неизвестно, немедленно обратитесь к администратору.',
    ],
    zh: [
      '您的账户新增了一种登录方式',
      '管理员已于 {date} 将身份提供方的一个身份与账户 {address} 关联。持有该身份的人可以进入您的账户。',
      '如果您对此不知情，请立即联系管理员。',
    ],
  },
  'identity-unlinked': {
    ar: [
      'أُزيلت طريقة دخول من حسابكم',
      'فصل أحد مديري النظام، في {date}، هويةً لدى مزود الهوية عن الحساب {address}، وأُنهيت الجلسات المفتوحة بها.',
      'إن لم تكونوا على علم بذلك فأبلغوا مدير النظام.',
    ],
    en: [
      'A way to sign in was taken from your account',
      'An administrator unlinked an identity at the identity provider from the account {address} on {date}; sessions opened with it have ended.',
      'If you do not know of this, speak to the administrator.',
    ],
    es: [
      'Se ha retirado una forma de acceder a su cuenta',
      'Un administrador desvinculó de la cuenta {address} una identidad del proveedor de identidad el {date}; las sesiones abiertas con ella han terminado.',
      'Si no tenía conocimiento de ello, póngase en contacto con el administrador.',
    ],
    fr: [
      'Un moyen de connexion a été retiré de votre compte',
      'Un administrateur a détaché du compte {address} une identité du fournisseur d’identité le {date} ; les sessions ouvertes avec elle ont pris fin.',
      'Si vous n’en aviez pas connaissance, adressez-vous à l’administrateur.',
    ],
    ru: [
      'Из вашей учётной записи удален способ входа',
      'Администратор отвязал от учётной записи {address} идентификатор у поставщика удостоверений ({date}); открытые с ним сеансы завершены.',
      'Если вам об этом неизвестно, обратитесь к администратору.',
    ],
    zh: [
      '您的账户移除了一种登录方式',
      '管理员已于 {date} 将身份提供方的一个身份与账户 {address} 解除关联；用该身份打开的会话已经结束。',
      '如果您对此不知情，请联系管理员。',
    ],
  },
};
