package dev.rtcrooms.examples.school;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.message.HandChanged;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.SetHand;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import org.junit.jupiter.api.Test;

/** What a lesson's people may do. Subclasses say where the rooms are: in memory or at a server. */
abstract class LessonRules {

  static final String GEOMETRY = "0b7d2c1e-3f4a-4b5c-8d6e-7f8091a2b3c4";

  abstract TestRooms rooms();

  @Test
  void onlyThoseOfTheLessonEnter() {
    assertThat(rooms().join(GEOMETRY, "bob").hello().grants().allows(Grants.CHAT)).isTrue();
    assertThat(rooms().join(GEOMETRY, "cem").closedWith().code())
        .isEqualTo(CloseReason.NOT_ALLOWED.code());
  }

  @Test
  void theyTalk() {
    TestClient ann = rooms().join(GEOMETRY, "ann");
    TestClient bob = rooms().join(GEOMETRY, "bob");

    bob.ask(new Say("What is a circle?"));

    Said heard = ann.next(Said.class, said -> said.text().equals("What is a circle?"));
    assertThat(heard.user().id()).isEqualTo("bob");
  }

  @Test
  void aPupilRaisesAHandAndTheTeacherSeesIt() {
    TestClient ann = rooms().join(GEOMETRY, "ann");
    TestClient bob = rooms().join(GEOMETRY, "bob");

    bob.ask(new SetHand(true));

    HandChanged hand = ann.next(HandChanged.class);
    assertThat(hand.user()).isEqualTo("bob");
    assertThat(hand.raised()).isTrue();
  }
}
