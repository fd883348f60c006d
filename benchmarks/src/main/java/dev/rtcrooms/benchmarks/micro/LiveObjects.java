package dev.rtcrooms.benchmarks.micro;

import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How many objects this process can still reach, and their size; immutable.
 *
 * @param objects their number
 * @param bytes their size in the heap
 */
record LiveObjects(long objects, long bytes) {

  /** What references and finalizers hold goes in the second and third collection. */
  private static final int COLLECTIONS = 3;

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +(\\d+) +(\\d+)$");

  /** Counts them by a histogram of classes, which collects garbage first. */
  static LiveObjects count() {
    String histogram = "";
    try {
      for (int n = 0; n < COLLECTIONS; n++) {
        histogram =
            (String)
                ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
      }
    } catch (JMException e) {
      throw new IllegalStateException("This JVM counts no objects", e);
    }
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IllegalStateException("This JVM counts objects in another form");
    }
    return new LiveObjects(Long.parseLong(total.group(1)), Long.parseLong(total.group(2)));
  }

  LiveObjects since(LiveObjects before) {
    return new LiveObjects(objects - before.objects, bytes - before.bytes);
  }
}
