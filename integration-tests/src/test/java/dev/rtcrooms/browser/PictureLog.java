package dev.rtcrooms.browser;

import java.util.List;
import java.util.Map;

/**
 * How the one picture that a page receives was played, since the page began to count.
 *
 * @param frames that were decoded
 * @param longestGap between two decoded frames, in milliseconds; 50 ms more or less than it was
 * @param freezes as the browser counts them (W3C webrtc-stats, {@code freezeCount})
 * @param frozen how long these took, in milliseconds
 * @param changes when the height changed, in milliseconds since the page began to count
 */
public record PictureLog(
    int frames, int longestGap, int freezes, int frozen, List<Change> changes) {

  /** A picture of another height has come. */
  public record Change(int at, int height) {}

  private static final String BEGIN =
      """
      (() => {
        clearInterval(window.counting);
        const video = async () =>
          (await Promise.all([...room.peers.values()].map((peer) => peer.getStats())))
            .flatMap((stats) => [...stats.values()])
            .find(({ type, kind, framesDecoded }) => type === 'inbound-rtp' && kind === 'video' && framesDecoded > 0);
        const began = performance.now();
        let last = began;
        let before;
        const log = (window.pictures = { frames: 0, gap: 0, freezes: 0, frozen: 0, changes: [] });
        let height = window.pictureHeight ?? 0;
        window.counting = setInterval(async () => {
          const now = performance.now();
          const stats = await video();
          before ??= stats;
          if (!stats || log !== window.pictures) return;
          log.gap = Math.max(log.gap, now - last);
          if (stats.framesDecoded - before.framesDecoded > log.frames) last = now;
          log.frames = stats.framesDecoded - before.framesDecoded;
          log.freezes = (stats.freezeCount ?? 0) - (before.freezeCount ?? 0);
          log.frozen = 1000 * ((stats.totalFreezesDuration ?? 0) - (before.totalFreezesDuration ?? 0));
          if (stats.frameHeight && stats.frameHeight !== height) {
            height = window.pictureHeight = stats.frameHeight;
            log.changes.push({ at: now - began, height });
          }
        }, 50);
      })()\
      """;

  /** The page counts from now on; the first height that it sees is a change. */
  public static void begin(RoomPage page) {
    page.act(BEGIN);
  }

  /** What the page has counted by now. */
  @SuppressWarnings("unchecked")
  public static PictureLog of(RoomPage page) {
    Map<String, Object> log = (Map<String, Object>) page.run("pictures");
    return new PictureLog(
        number(log, "frames"),
        number(log, "gap"),
        number(log, "freezes"),
        number(log, "frozen"),
        ((List<Map<String, Object>>) log.get("changes"))
            .stream()
                .map(change -> new Change(number(change, "at"), number(change, "height")))
                .toList());
  }

  private static int number(Map<String, Object> log, String name) {
    return ((Number) log.get(name)).intValue();
  }
}
