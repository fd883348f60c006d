package dev.rtcrooms.spring.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.spring.RoomsTest;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What a test of an application's rooms gets, and what it does without. */
@RoomsTest
class RoomsTestTest {

  @Autowired private TestRooms kit;
  @Autowired private Rooms rooms;
  @Autowired private ApplicationContext context;

  /** Twice, to see that the rooms of a test are gone in the next one. */
  @RepeatedTest(2)
  void eachTestHasRoomsOfItsOwnWhichTheBeansKnow() {
    TestClient ann = kit.join("lobby", "ann");

    assertThat(ann.ask(new Counter.Count(), Counter.Counted.class))
        .isEqualTo(new Counter.Counted(1));
    assertThat(rooms.all()).hasSize(1);
  }

  @Test
  void anAdmissionThatAnswersOnAnotherThreadIsWaitedFor() {
    assertThat(kit.join("lobby", "ann").isOpen()).isTrue();
    assertThat(kit.join("lobby", "mallory").closedWith().code())
        .isEqualTo(CloseReason.NOT_ALLOWED.code());
  }

  @Test
  void componentsMayInheritMethodsAndConcernTheStreams() {
    TestClient ann = kit.join("lobby", "ann");

    assertThat(ann.ask(new Tally.Add(), Tally.Sum.class)).isEqualTo(new Tally.Sum(1));
    assertThat(context.getBean(Turn.class)).isNotNull();
    assertThat(context.getBean(SmallMesh.class)).isNotNull();
  }

  @Test
  void otherComponentsAreLeftOut() {
    assertThatThrownBy(() -> context.getBean(Accounts.class))
        .isInstanceOf(NoSuchBeanDefinitionException.class);
  }
}
