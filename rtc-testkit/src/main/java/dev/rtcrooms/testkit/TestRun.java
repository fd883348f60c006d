package dev.rtcrooms.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What all clients of one test have in common, wherever their rooms are; any thread. */
final class TestRun {

  private final List<Throwable> failures = new ArrayList<>();
  private final AtomicInteger sessions = new AtomicInteger();
  final Transcript transcript = new Transcript();

  /** A session key that was not used in this test. */
  String newSession() {
    return String.format("session-of-a-client-%04d", sessions.incrementAndGet());
  }

  /** Records a failure for the end of the test. */
  synchronized void fail(Throwable failure) {
    failures.add(failure);
  }

  synchronized boolean hasFailed() {
    return !failures.isEmpty();
  }

  /** Ends a failure's message: what failed before, and what was said and heard. */
  synchronized String report() {
    return (failures.isEmpty() ? "" : "\nWhat failed before: " + failures) + transcript;
  }

  /** Adds what was said and heard to a failure that does not show it, as one suppressed. */
  void explain(Throwable failure) {
    String report = report();
    if (!report.isEmpty() && !String.valueOf(failure.getMessage()).endsWith(report)) {
      Throwable shown = new AssertionError(report);
      shown.setStackTrace(new StackTraceElement[0]);
      failure.addSuppressed(shown);
    }
  }

  /** Ends the test: throws all failures, and forgets them. */
  synchronized void end(String who) {
    AssertionError all = failures.isEmpty() ? null : brokenPromises(who);
    failures.clear();
    transcript.clear();
    if (all != null) {
      throw all;
    }
  }

  private AssertionError brokenPromises(String who) {
    AssertionError all =
        new AssertionError(who + " broke their promises: " + failures + transcript);
    failures.forEach(all::addSuppressed);
    return all;
  }
}
