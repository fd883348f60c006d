import { useEffect, useState } from 'react';
import { CloseCode, ClosedError, RoomClient } from 'rtc-rooms';
import { Announcement } from './Announcement';
import { LoginNeeded, timetable, type Lesson } from './school';

/** The lessons of the one who has logged in. Each is a room with the lesson's id, in which the login tells the name. */
export function Timetable({ onEnter }: { onEnter: (room: RoomClient) => void }) {
  const [lessons, setLessons] = useState<readonly Lesson[]>([]);
  const [problem, setProblem] = useState<unknown>(null);

  useEffect(() => {
    timetable().then(setLessons, setProblem);
  }, []);

  async function enter({ id }: Lesson) {
    try {
      onEnter(await RoomClient.open(`/room/${id}`));
    } catch (error) {
      setProblem(error);
    }
  }

  if (needsLogin(problem)) {
    return (
      <main className="gate">
        <h1>Timetable</h1>
        <a href="/login">Log in</a>
      </main>
    );
  }
  return (
    <main className="gate">
      <h1>Timetable</h1>
      <ul aria-label="Lessons">
        {lessons.map((lesson) => (
          <li key={lesson.id}>
            <button onClick={() => enter(lesson)}>{lesson.title}</button>
          </li>
        ))}
      </ul>
      {problem !== null && <p role="alert">{problem instanceof Error ? problem.message : String(problem)}</p>}
      <Announcement lessons={lessons} />
      <a href="/logout">Log out</a>
    </main>
  );
}

function needsLogin(problem: unknown): boolean {
  return (
    problem instanceof LoginNeeded || (problem instanceof ClosedError && problem.code === CloseCode.UNAUTHENTICATED)
  );
}
