package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.RoomChanged;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The attribute of a room that its clients see. */
class RoomChangedTest {

  private record Topic(String title) {}

  private static final AttributeKey<Topic> TOPIC = AttributeKey.of("topic", Topic.class);
  private static final AttributeKey<String> TENANT = AttributeKey.of("tenant", String.class);

  @RegisterExtension final TestRooms rooms = TestRooms.with(Echo.builder().roomInfo(TOPIC, 20));

  private void set(String title) {
    rooms.room("lobby").setAttribute(TOPIC, title.isEmpty() ? null : new Topic(title));
    rooms.settle();
  }

  private static List<String> told(TestClient client) {
    return client.drain(RoomChanged.class).stream()
        .map(room -> room.info(TOPIC).map(Topic::title).orElse("none"))
        .toList();
  }

  @Test
  void whoJoinsIsToldItInTheHello() {
    TestClient early = rooms.join("lobby", "ann");
    set("Plans");
    TestClient late = rooms.watch("lobby", "wes");

    assertThat(early.hello().roomInfo()).isNull();
    assertThat(late.hello().roomInfo(TOPIC)).contains(new Topic("Plans"));
    assertThat(told(late)).isEmpty();
  }

  @Test
  void allInTheRoomAreToldEachChange() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient wes = rooms.watch("lobby", "wes");
    TestClient elsewhere = rooms.join("attic", "eve");
    set("Plans");
    set("Wishes");
    set("");

    assertThat(told(ann)).containsExactly("Plans", "Wishes", "none");
    assertThat(told(wes)).containsExactly("Plans", "Wishes", "none");
    assertThat(told(elsewhere)).isEmpty();
  }

  @Test
  void whatChangesNothingIsNotTold() {
    TestClient ann = rooms.join("lobby", "ann");
    set("");
    set("Plans");
    set("Plans");
    rooms.room("lobby").setAttribute(TENANT, "acme");
    rooms.settle();

    assertThat(told(ann)).containsExactly("Plans");
  }

  @Test
  void whatIsTooLargeChangesNothing() {
    TestClient ann = rooms.join("lobby", "ann");
    set("Plans");
    Room lobby = rooms.room("lobby");

    assertThatThrownBy(() -> lobby.setAttribute(TOPIC, new Topic("x".repeat(20))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("topic")
        .hasMessageNotContaining("xxx");
    rooms.settle();

    assertThat(lobby.attribute(TOPIC)).contains(new Topic("Plans"));
    assertThat(told(ann)).containsExactly("Plans");
  }

  @Test
  void oneByteIsTheLeastThatCanBeShown() {
    assertThatThrownBy(() -> Echo.builder().roomInfo(TOPIC, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
