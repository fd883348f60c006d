package dev.rtcrooms.spring;

import dev.rtcrooms.testkit.TestRooms;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Gives each test rooms of its own, and checks and closes them at its end. For JUnit. */
final class RoomsTestExtension
    implements BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler {

  @Override
  public void beforeEach(ExtensionContext context) {
    rooms(context).beforeEach(context);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    rooms(context).handleTestExecutionException(context, failure);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    rooms(context).afterEach(context);
  }

  private static TestRooms rooms(ExtensionContext context) {
    return SpringExtension.getApplicationContext(context).getBean(TestRooms.class);
  }
}
