package dev.rtcrooms.examples.school;

import dev.rtcrooms.client.ServerUnderTest;
import dev.rtcrooms.testkit.TestRooms;
import java.net.URI;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The same with everything: people log in by the form, and the database knows the lessons. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class LessonAtTheServerTest extends LessonRules {

  @LocalServerPort private int port;

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.at(
          ServerUnderTest.at(() -> URI.create("http://localhost:" + port))
              .login((user, client) -> client.httpClient(Person.logIn(port, user).http())));

  @Override
  TestRooms rooms() {
    return rooms;
  }
}
