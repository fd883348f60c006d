package dev.rtcrooms.sfu.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.message.Speakers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A conversation in virtual time, in which each microphone sends a packet every 20 ms. */
class VoicesTest {

  private static final int LOUD = 115;
  private static final int QUIET = 95;
  private static final int HUM = 70;

  private final List<Speakers> told = new ArrayList<>();
  private final Voices voices = new Voices(8, 3, told::add);
  private final Map<String, Voice> people = new LinkedHashMap<>();

  /** The levels at which people send now; those who are absent send nothing. */
  private final Map<String, Integer> levels = new LinkedHashMap<>();

  private long now = 100_000;

  private void enter(String... names) {
    for (String name : names) {
      people.put(name, voices.voice(name));
      voices.set(name, List.of(people.get(name)), now);
      levels.put(name, 0);
    }
  }

  private void pass(int millis) {
    for (long end = now + millis; now < end; now += 20) {
      levels.forEach((name, level) -> people.get(name).receive(level, now));
      voices.tick(now);
    }
  }

  private void speak(String name, int level, int millis) {
    levels.put(name, level);
    pass(millis);
  }

  private Speakers newest() {
    return told.get(told.size() - 1);
  }

  private List<String> forwarded() {
    return people.keySet().stream().filter(name -> people.get(name).isForwarded()).toList();
  }

  @Test
  void theFirstToSpeakDominates() {
    enter("ann", "bob");
    pass(3_000);
    assertThat(told).isEmpty();
    speak("bob", QUIET, 400);
    assertThat(newest()).isEqualTo(new Speakers("bob", List.of("bob")));
    speak("bob", 0, 1_200);
    assertThat(newest()).isEqualTo(new Speakers("bob", List.of()));
    pass(60_000);
    assertThat(told).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void noiseIsNotSpeech() {
    enter("ann");
    speak("ann", HUM, 5_000);
    assertThat(told).isEmpty();
  }

  @Test
  void theDominantOneIsNotInterruptedByACough() {
    enter("ann", "bob");
    speak("ann", LOUD, 2_000);
    speak("bob", 127, 100);
    speak("bob", 0, 2_000);
    assertThat(told).extracting(Speakers::dominant).containsOnly("ann");
    assertThat(told).anySatisfy(each -> assertThat(each.speaking()).containsExactly("ann", "bob"));
  }

  @Test
  void whoSpeaksInThePauseOfTheDominantOneTakesOver() {
    enter("ann", "bob");
    speak("ann", LOUD, 2_000);
    levels.put("ann", 0);
    speak("bob", LOUD, 1_500);
    assertThat(newest().dominant()).isEqualTo("bob");
    assertThat(newest().speaking()).containsExactly("bob");
  }

  @Test
  void aMicrophoneThatSendsNothingFallsSilent() {
    enter("ann", "bob");
    speak("ann", LOUD, 2_000);
    levels.remove("ann"); // DTX
    pass(1_100);
    assertThat(newest()).isEqualTo(new Speakers("ann", List.of()));
    speak("bob", LOUD, 1_200);
    assertThat(newest()).isEqualTo(new Speakers("bob", List.of("bob")));
  }

  @Test
  void aQuietSpeakerTakesOverFromOneWhoIsSilentForLong() {
    enter("ann", "bob");
    speak("ann", LOUD, 2_000);
    levels.put("ann", 0);
    speak("bob", QUIET, 1_500);
    assertThat(newest()).isEqualTo(new Speakers("ann", List.of("bob")));
    pass(1_500);
    assertThat(newest()).isEqualTo(new Speakers("bob", List.of("bob")));
  }

  @Test
  void theDominantOneComesFirstAndThenTheLoudest() {
    enter("ann", "bob", "eve");
    speak("ann", QUIET, 1_000);
    levels.put("bob", QUIET + 5);
    speak("eve", LOUD, 200);
    assertThat(newest().speaking()).containsExactly("ann", "eve", "bob");
  }

  @Test
  void whoLeavesIsForgottenAtOnce() {
    enter("ann", "bob");
    levels.put("bob", QUIET);
    speak("ann", LOUD, 1_000);
    voices.set("ann", List.of(), now);
    levels.remove("ann");
    assertThat(newest()).isEqualTo(new Speakers("bob", List.of("bob")));
  }

  @Test
  void theOrderAloneIsNoNews() {
    enter("ann", "bob", "eve");
    levels.put("bob", QUIET);
    levels.put("eve", QUIET);
    speak("ann", LOUD, 1_000);
    int before = told.size();
    for (int i = 0; i < 50; i++) {
      levels.put("bob", i % 2 == 0 ? QUIET : LOUD);
      levels.put("eve", i % 2 == 0 ? LOUD : QUIET);
      pass(100);
    }
    assertThat(told).hasSize(before);
  }

  @Test
  void upToTheLimitAllAreHeard() {
    enter("a", "b", "c", "d", "e", "f", "g", "h");
    pass(2_000);
    assertThat(forwarded()).hasSize(8);
    enter("i");
    pass(200);
    assertThat(forwarded()).hasSize(3);
    levels.remove("i"); // sends nothing any more
    pass(1_200);
    assertThat(forwarded()).hasSize(9);
  }

  @Test
  void beyondItTheLoudestAndTheDominantOneAreHeard() {
    enter("a", "b", "c", "d", "e", "f", "g", "h", "i");
    speak("i", LOUD, 1_000);
    levels.put("b", LOUD + 1);
    levels.put("c", LOUD + 2);
    speak("d", LOUD + 3, 500);
    assertThat(newest().dominant()).isEqualTo("i");
    assertThat(forwarded()).containsExactly("b", "c", "d", "i");
  }

  @Test
  void whoBeginsToSpeakIsHeardFromTheFirstPacketOn() {
    enter("a", "b", "c", "d", "e", "f", "g", "h", "i");
    pass(2_000);
    assertThat(people.get("i").isForwarded()).isFalse();
    assertThat(people.get("i").receive(QUIET, now)).isTrue();
    assertThat(forwarded()).hasSize(3).contains("i");
  }

  @Test
  void aWordIsNotCutByOthersOfTheSameLoudness() {
    enter("a", "b", "c", "d", "e", "f", "g", "h", "i");
    for (String name : people.keySet()) {
      levels.put(name, LOUD);
    }
    pass(100);
    List<String> first = forwarded();
    for (int i = 0; i < 100; i++) {
      pass(20);
      assertThat(forwarded()).isEqualTo(first);
    }
  }

  @Test
  void whoTellsNoLevelsIsAlwaysHeardAndNeverSpeaks() {
    enter("a", "b", "c", "d", "e", "f", "g", "h", "i");
    Voice obs = voices.voice("obs");
    voices.set("obs", List.of(obs), now);
    for (int i = 0; i < 100; i++) {
      assertThat(obs.receive(Voice.UNKNOWN, now)).isTrue();
      pass(20);
    }
    assertThat(forwarded()).hasSize(3);
    assertThat(told).isEmpty();
  }
}
