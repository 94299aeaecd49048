const DAY = 24 * 3600 * 1000;

/** When something happened, as briefly as possible: "14:05" today, else "3 Nov" or "3 Nov 2024". */
export function formatMoment(at: number, now = Date.now()): string {
  const [date, today] = [new Date(at), new Date(now)];
  const sameDay = date.toDateString() === today.toDateString() && now - at < DAY;
  if (sameDay) {
    return date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  }
  const sameYear = date.getFullYear() === today.getFullYear();
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(!sameYear && { year: 'numeric' }),
  });
}
