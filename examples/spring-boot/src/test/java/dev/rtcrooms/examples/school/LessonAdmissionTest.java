package dev.rtcrooms.examples.school;

import static org.mockito.BDDMockito.given;

import dev.rtcrooms.spring.RoomsTest;
import dev.rtcrooms.testkit.TestRooms;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** What a lesson's people may do, without a database and a server. */
@RoomsTest
@Import(RoomConfiguration.class)
class LessonAdmissionTest extends LessonRules {

  @Autowired private TestRooms rooms;

  @MockitoBean private Lessons lessons;

  @Override
  TestRooms rooms() {
    return rooms;
  }

  @BeforeEach
  void fillTheTimetable() {
    given(lessons.includes(TestRooms.id(GEOMETRY), "ann")).willReturn(true);
    given(lessons.includes(TestRooms.id(GEOMETRY), "bob")).willReturn(true);
  }
}
