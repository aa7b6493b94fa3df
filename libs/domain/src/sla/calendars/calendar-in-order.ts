import { type Calendar, holidayOf, overrideOf, weekdays } from '#libs/workflow';

/** One calendar has one text, however it was written down: a change that changes nothing is seen to change nothing. */
export function calendarInOrder({ timeZone, hours, holidays, overrides = {} }: Calendar): Calendar {
  return {
    timeZone,
    hours: Object.fromEntries(weekdays.flatMap((day) => (hours[day]?.length ? [[day, hours[day]]] : []))),
    holidays: [...holidays]
      .sort((a, b) => compare(holidayOf(a).date, holidayOf(b).date))
      .map((entry) => {
        const { date, name } = holidayOf(entry);
        return name === null ? date : { date, name };
      }),
    overrides: Object.fromEntries(
      Object.entries(overrides)
        .sort(([a], [b]) => compare(a, b))
        .map(([date, entry]) => {
          const { windows, name } = overrideOf(entry);
          return [date, name === null ? windows : { name, windows }];
        }),
    ),
  };
}

/** Whether two calendars have the same zone and week, whatever their holidays and special dates. */
export function haveSameHours(one: Calendar, other: Calendar): boolean {
  const [a, b] = [calendarInOrder(one), calendarInOrder(other)];
  return a.timeZone === b.timeZone && JSON.stringify(a.hours) === JSON.stringify(b.hours);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
