package dev.rtcrooms.examples.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.spring.RoomsTest;
import dev.rtcrooms.testkit.TestRooms;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** Who may enter a lesson, without a database and a server. */
@RoomsTest
class LessonAdmissionTest {

  @Autowired private TestRooms rooms;

  @MockitoBean private Lessons lessons;

  @Test
  void onlyThoseOfTheLessonEnter() {
    given(lessons.includes(TestRooms.id("geometry"), "bob")).willReturn(true);

    assertThat(rooms.join("geometry", "bob").hello().grants().allows(Grants.CHAT)).isTrue();
    assertThat(rooms.join("geometry", "cem").closedWith().code())
        .isEqualTo(CloseReason.NOT_ALLOWED.code());
  }
}
