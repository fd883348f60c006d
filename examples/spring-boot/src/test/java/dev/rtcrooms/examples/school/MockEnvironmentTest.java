package dev.rtcrooms.examples.school;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Rooms;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** A test that starts no server has rooms nevertheless. */
@SpringBootTest
class MockEnvironmentTest {

  @Autowired private Rooms rooms;

  @Test
  void roomsNeedNoServer() throws Exception {
    assertThat(
            rooms
                .create()
                .call(() -> "in the mailbox")
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS))
        .isEqualTo("in the mailbox");
  }
}
