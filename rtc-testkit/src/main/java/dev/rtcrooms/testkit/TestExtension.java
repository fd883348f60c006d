package dev.rtcrooms.testkit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** What the kit does around each test, as a JUnit extension; for the test's thread. */
abstract class TestExtension
    implements BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler, AutoCloseable {

  /** Runs all tasks that are due. */
  public abstract void settle();

  @Override
  public abstract void close();

  /** Adds to the failure of a test what its clients said and heard. */
  abstract void explain(Throwable failure);

  /** Builds the rooms of a test. */
  @Override
  public void beforeEach(ExtensionContext context) {
    settle();
  }

  /**
   * Shows what the clients of a test said and heard, as a suppressed exception of its failure, and
   * throws the failure.
   */
  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    explain(failure);
    throw failure;
  }

  /** Closes the rooms of a test. */
  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }
}
