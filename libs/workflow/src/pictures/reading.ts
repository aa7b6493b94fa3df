/** What the signs of a picture mean, in the official languages of the United Nations. */
interface Reading {
  readonly gate: string;
  readonly back: string;
  readonly stays: string;
  readonly ends: string;
  readonly paused: string;
  readonly end: string;
  readonly taken: string;
  readonly here: string;
  readonly fromStates: (count: number) => string;
}

const ENGLISH: Reading = {
  gate: 'something has to be settled first',
  back: 'back to where it came from',
  stays: 'stays where it is',
  ends: 'to an end, shown below',
  paused: 'the clock is stopped',
  end: 'End',
  taken: 'the way so far, in its order',
  here: 'now here',
  fromStates: (count) => `from ${count} states`,
};

const READINGS: Readonly<Record<string, Reading>> = {
  en: ENGLISH,
  fr: {
    gate: 'une condition à régler d’abord',
    back: 'retour à l’état précédent',
    stays: 'sans changer d’état',
    ends: 'vers une fin, montrée plus bas',
    paused: 'le délai est suspendu',
    end: 'Fin',
    taken: 'le chemin parcouru, dans l’ordre',
    here: 'se trouve ici',
    fromStates: (count) => `depuis ${count} états`,
  },
  es: {
    gate: 'antes hay algo que resolver',
    back: 'vuelve a donde estaba',
    stays: 'permanece donde está',
    ends: 'hacia un final, mostrado abajo',
    paused: 'el plazo está suspendido',
    end: 'Fin',
    taken: 'el camino recorrido, en su orden',
    here: 'está aquí',
    fromStates: (count) => `desde ${count} estados`,
  },
  ru: {
    gate: 'сначала нужно выполнить условие',
    back: 'возврат в прежнее состояние',
    stays: 'состояние не меняется',
    ends: 'к завершению, показано ниже',
    paused: 'срок приостановлен',
    end: 'Завершено',
    taken: 'пройденный путь по порядку',
    here: 'сейчас здесь',
    fromStates: (count) => `из состояний: ${count}`,
  },
  ar: {
    gate: 'يجب استيفاء شرط أولا',
    back: 'العودة إلى الحالة السابقة',
    stays: 'تبقى الحالة كما هي',
    ends: 'إلى نهاية مبينة أدناه',
    paused: 'المهلة موقوفة',
    end: 'نهاية',
    taken: 'المسار حتى الآن بالترتيب',
    here: 'هنا الآن',
    fromStates: (count) => `من حالات عددها ${count}`,
  },
  zh: {
    gate: '须先满足条件',
    back: '返回原状态',
    stays: '状态不变',
    ends: '转至下方所示的终点',
    paused: '时限暂停',
    end: '终点',
    taken: '已走过的路径及其顺序',
    here: '当前位置',
    fromStates: (count) => `来自${count}个状态`,
  },
};

/** Signs and words of a picture in a language; English where it is none of the official ones. */
export function readingIn(language: string): Reading {
  const [primary = ''] = language.split('-');
  return (Object.hasOwn(READINGS, primary) ? READINGS[primary] : undefined) ?? ENGLISH;
}

const RIGHT_TO_LEFT = new Set(['ar', 'arc', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi']);

export function isRightToLeft(language: string): boolean {
  return RIGHT_TO_LEFT.has(language.split('-')[0] ?? '');
}

/** The arrow that points on in the direction of reading, and the one that points back. */
export function arrowsIn(language: string): { readonly on: string; readonly from: string; readonly end: string } {
  return isRightToLeft(language) ? { on: '←', from: '→', end: '⇤' } : { on: '→', from: '←', end: '⇥' };
}
