package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Rooms;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Rooms run on virtual threads if the application does. */
class VirtualThreadsTest {

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(RoomsAutoConfiguration.class));

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with Java 21")
  void roomsRunOnVirtualThreadsWhereTheApplicationHasThem() {
    assertThat(threadOfARoom("spring.threads.virtual.enabled=true")).startsWith("VirtualThread");
  }

  @Test
  void roomsRunOnTheirOwnThreadsOtherwise() {
    assertThat(threadOfARoom("spring.threads.virtual.enabled=false")).startsWith("Thread");
  }

  private String threadOfARoom(String property) {
    String[] thread = new String[1];
    application
        .withPropertyValues(property)
        .run(
            context ->
                thread[0] =
                    context
                        .getBean(Rooms.class)
                        .create()
                        .call(() -> Thread.currentThread().toString())
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS));
    return thread[0];
  }
}
