/** What the server of examples/spring-boot has besides rooms. Its session is a cookie of this page's origin. */

export interface Lesson {
  id: string;
  title: string;
}

/** Nobody has logged in, or the session has ended. */
export class LoginNeeded extends Error {}

/** Returns the lessons of the one who has logged in. */
export async function timetable(): Promise<Lesson[]> {
  return (await ask('/lessons')).json();
}

/** Speaks into the rooms of lessons, which teachers may do. Spring Security wants its CSRF token with each POST. */
export async function announce(lessons: readonly Lesson[], text: string): Promise<void> {
  const { headerName, token } = await (await ask('/csrf')).json();
  const headers = { [headerName]: token, 'Content-Type': 'text/plain' };
  await Promise.all(
    lessons.map(({ id }) => ask(`/lessons/${id}/announcements`, { method: 'POST', body: text, headers })),
  );
}

async function ask(path: string, options: { method?: string; body?: string; headers?: Record<string, string> } = {}) {
  const headers = { Accept: 'application/json', ...options.headers }; // the login leads back to pages, not to these
  const answer = await fetch(path, { ...options, headers, redirect: 'manual' });
  if (answer.type === 'opaqueredirect') {
    throw new LoginNeeded('Log in first.'); // it leads to the form
  }
  if (!answer.ok) {
    throw new Error(answer.status === 403 ? 'Only teachers may do this.' : `The server answered ${answer.status}.`);
  }
  return answer;
}
