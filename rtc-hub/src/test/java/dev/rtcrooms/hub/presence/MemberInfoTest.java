package dev.rtcrooms.hub.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Joined;
import dev.rtcrooms.message.Left;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.message.MemberChanged;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MemberInfoTest {

  private record Profile(String title) {}

  private static final AttributeKey<Profile> PROFILE = AttributeKey.of("profile", Profile.class);
  private static final AttributeKey<String> SECRET = AttributeKey.of("secret", String.class);

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          RtcRooms.builder()
              .secret("a secret of the tests")
              .feature(Presence::new)
              .memberInfo(PROFILE)
              .authenticator(
                  handshake ->
                      User.of(handshake.principal())
                          .with(SECRET, "for the host alone")
                          .with(PROFILE, new Profile("first"))));

  private void title(TestClient client, @Nullable String title) {
    rooms.execute(
        "lobby",
        room ->
            room.hub()
                .client(client.id())
                .orElseThrow()
                .setAttribute(PROFILE, title == null ? null : new Profile(title)));
  }

  private static List<String> titles(List<Member> members) {
    return members.stream()
        .map(member -> member.info(PROFILE).map(Profile::title).orElse("none"))
        .toList();
  }

  @Test
  void participantsSeeTheInfoOfEachOther() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.drain();
    TestClient bob = rooms.join("lobby", "bob");

    assertThat(titles(bob.next(Members.class).members())).containsExactly("first", "first");
    assertThat(titles(List.of(ann.next(Joined.class).member()))).containsExactly("first");
  }

  @Test
  void aChangeIsToldToAllParticipantsAndToNobodyElse() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    TestClient wes = rooms.watch("lobby", "wes");
    wes.drain();

    title(ann, "second");
    title(ann, "second");
    title(ann, null);

    for (TestClient client : List.of(ann, bob)) {
      assertThat(titles(client.drain(MemberChanged.class).stream().map(c -> c.member()).toList()))
          .containsExactly("second", "none");
    }
    assertThat(wes.drain()).isEmpty();
    assertThat(titles(rooms.join("lobby", "cem").next(Members.class).members()))
        .containsExactly("none", "first", "first");
  }

  @Test
  void aWatchersInfoIsNobodysBusiness() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient wes = rooms.watch("lobby", "wes");
    ann.drain();

    title(wes, "second");

    assertThat(ann.drain()).isEmpty();
    assertThat(titles(List.of(wes.member()))).containsExactly("first");
  }

  @Test
  void whoRecoversEndsWithTheRightInfo() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.vanish();
    title(ann, "second");
    title(ann, "third");

    TestClient again = bob.rejoin();

    assertThat(again.hello().recovered()).isTrue();
    assertThat(titles(again.drain(MemberChanged.class).stream().map(c -> c.member()).toList()))
        .containsExactly("second", "third");
    assertThat(titles(again.latest(Members.class).members())).containsExactly("third", "first");
  }

  @Test
  void whoLeavesTakesNoInfoAlong() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    Member member = bob.member();
    bob.leave();

    List<Event> left = List.copyOf(ann.drain(Left.class));

    assertThat(left).containsExactly(new Left(member.withoutInfo()));
    assertThat(((Left) left.get(0)).member().info()).isNull();
  }
}
