package dev.rtcrooms.hub.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.message.MembersChanged;
import dev.rtcrooms.message.Person;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MemberInfoTest {

  private static final Duration QUIET = Duration.ofMillis(500);

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

  private static List<String> titles(List<Person> members) {
    return members.stream()
        .map(member -> member.info(PROFILE).map(Profile::title).orElse("none"))
        .toList();
  }

  private static List<String> changes(TestClient client) {
    return client.drain(MembersChanged.class).stream()
        .flatMap(news -> titles(news.changed()).stream())
        .toList();
  }

  private TestClient join(String user) {
    TestClient client = rooms.join("lobby", user);
    rooms.advance(QUIET);
    return client;
  }

  @Test
  void participantsSeeTheInfoOfEachOther() {
    TestClient ann = join("ann");
    ann.drain();
    TestClient bob = join("bob");

    assertThat(titles(bob.next(Members.class).members())).containsExactly("first", "first");
    assertThat(titles(ann.next(MembersChanged.class).joined())).containsExactly("first");
  }

  @Test
  void aChangeIsToldToAllParticipantsAndToNobodyElse() {
    TestClient ann = join("ann");
    TestClient bob = join("bob");
    TestClient wes = rooms.watch("lobby", "wes");
    wes.drain();

    title(ann, "second");
    title(ann, "second");
    title(ann, "third");
    title(ann, null);
    rooms.advance(QUIET);

    for (TestClient client : List.of(ann, bob)) {
      assertThat(changes(client)).containsExactly("second", "none");
    }
    assertThat(wes.drain()).isEmpty();
    rooms.advance(QUIET);
    assertThat(titles(rooms.join("lobby", "cem").next(Members.class).members()))
        .containsExactly("none", "first", "first");
  }

  @Test
  void aWatchersInfoIsNobodysBusiness() {
    TestClient ann = join("ann");
    TestClient wes = rooms.watch("lobby", "wes");
    ann.drain();

    title(wes, "second");

    assertThat(ann.drain()).isEmpty();
    assertThat(wes.member().info(PROFILE)).contains(new Profile("first"));
  }

  @Test
  void whoRecoversKnowsTheRightInfo() {
    TestClient ann = join("ann");
    TestClient bob = join("bob");
    bob.vanish();
    title(ann, "second");
    title(ann, "third");

    TestClient again = bob.rejoin();

    assertThat(again.hello().recovered()).isTrue();
    rooms.advance(QUIET);
    assertThat(titles(again.latest(Members.class).members())).contains("first");
    assertThat(changes(again)).containsExactly("third");
  }

  @Test
  void theInfoIsThatOfTheConnectionThatChangedLast() {
    TestClient bob = join("bob");
    TestClient one = join("ann");
    TestClient two = join("ann");
    bob.drain();
    title(one, "one");
    rooms.advance(QUIET);
    title(two, "two");
    rooms.advance(QUIET);
    assertThat(changes(bob)).containsExactly("one", "two");

    two.leave();
    rooms.advance(QUIET);

    assertThat(changes(bob)).containsExactly("one");
  }
}
