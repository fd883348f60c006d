package dev.rtcrooms.sfu.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeechActivityTest {

  private static final int LOUD = 110;
  private static final double NONE = Math.log(1e-10);

  private final SpeechActivity activity = new SpeechActivity();
  private long now = 5_000;

  private void hear(int level, int packets) {
    for (int i = 0; i < packets; i++) {
      activity.hear(level, now);
      now += 20;
    }
  }

  @Test
  void nothingIsHeardAtFirst() {
    activity.pass(now);
    assertThat(activity.immediate()).isEqualTo(NONE);
    assertThat(activity.medium()).isEqualTo(NONE);
    assertThat(activity.longTerm()).isEqualTo(NONE);
  }

  /** The expected scores are computed by hand: ln(C(n, v)) - n ln 2 - ln(rate) + rate v. */
  @ParameterizedTest
  @CsvSource({"127, 4.8298", "104, 4.6376", "103, 4.1453", "52, 0.9298"})
  void theNewestFrameIsScoredByItsStep(int level, double score) {
    hear(level, 1);
    assertThat(activity.immediate()).isCloseTo(Math.log(score), within(0.001));
  }

  @ParameterizedTest
  @CsvSource({"51", "0"})
  void aQuietFrameHasNoScore(int level) {
    hear(level, 1);
    assertThat(activity.immediate()).isEqualTo(NONE);
  }

  @ParameterizedTest
  @CsvSource({"1, 18.9653", "2, 43.6584", "5, 113.3562"})
  void theLastTenthOfASecondIsScoredByItsFramesOfSpeech(int frames, double score) {
    hear(0, 50);
    hear(LOUD, frames);
    assertThat(activity.medium()).isCloseTo(Math.log(score), within(0.001));
  }

  @Test
  void aFrameCountsAsSpeechFromTheEighthStepOn() {
    hear(103, 5);
    assertThat(activity.medium()).isEqualTo(NONE);
    hear(104, 5);
    assertThat(activity.medium()).isGreaterThan(0);
  }

  @ParameterizedTest
  @CsvSource({"5, 38.5212", "25, 229.7504", "50, 459.2184"})
  void theLastSecondIsScoredByItsPartsOfSpeech(int frames, double score) {
    hear(0, 50);
    hear(LOUD, frames);
    assertThat(activity.longTerm()).isCloseTo(Math.log(score), within(0.001));
  }

  @Test
  void fourFramesOfFiveMakeNoPart() {
    hear(0, 50);
    hear(LOUD, 4);
    hear(0, 1);
    assertThat(activity.longTerm()).isEqualTo(NONE);
  }

  @Test
  void timeLowersTheScoresOfASourceThatSendsNothing() {
    hear(LOUD, 50);
    double all = activity.longTerm();
    long last = now - 20;
    activity.pass(last + 40);
    assertThat(activity.immediate()).isGreaterThan(0);
    activity.pass(last + 60);
    assertThat(activity.immediate()).isEqualTo(NONE);
    activity.pass(last + 500);
    assertThat(activity.medium()).isEqualTo(NONE);
    assertThat(activity.longTerm()).isLessThan(all).isGreaterThan(0);
    activity.pass(last + 3_600_000);
    assertThat(activity.longTerm()).isEqualTo(NONE);
  }

  @Test
  void aPacketThatIsLateByJitterIsNoSilence() {
    hear(LOUD, 50);
    double all = activity.longTerm();
    now += 20;
    hear(LOUD, 5);
    assertThat(activity.longTerm()).isEqualTo(all);
  }
}
