package dev.rtcrooms.nodes;

import io.lettuce.core.api.sync.RedisCommands;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what Redis has of all rooms, without the code that has written it. */
final class KeptRooms {

  private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");

  private KeptRooms() {}

  /**
   * Reads the rooms in which somebody has said something.
   *
   * @param talkers who may have said it
   * @return of each {@link Talker#room}, the texts by their numbers
   */
  static Map<String, TreeMap<Long, String>> read(
      RedisCommands<String, String> redis, Collection<Talker> talkers) {
    Map<String, String> roomOf =
        talkers.stream().collect(Collectors.toMap(Talker::toString, Talker::room));
    Map<String, TreeMap<Long, String>> kept = new TreeMap<>();
    for (TreeMap<Long, String> texts : read(redis).values()) {
      if (!texts.isEmpty()) {
        String text = texts.firstEntry().getValue();
        kept.put(roomOf.get(text.substring(0, text.indexOf('-'))), texts);
      }
    }
    return kept;
  }

  /**
   * Reads all rooms.
   *
   * @return of each key of a room, the texts by their numbers
   */
  private static Map<String, TreeMap<Long, String>> read(RedisCommands<String, String> redis) {
    Map<String, TreeMap<Long, String>> rooms = new LinkedHashMap<>();
    List<String> keys = redis.keys("rtc:nodes:{*}:past");
    for (String key : keys) {
      List<String> events = redis.lrange(key, 0, -1);
      long last = Long.parseLong(redis.hget(key.replace(":past", ":home"), "n"));
      TreeMap<Long, String> texts = new TreeMap<>();
      for (int i = 0; i < events.size(); i++) {
        Matcher text = TEXT.matcher(events.get(i));
        if (text.find()) {
          texts.put(last - events.size() + 1 + i, text.group(1));
        }
      }
      rooms.put(key, texts);
    }
    return rooms;
  }
}
