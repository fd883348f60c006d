package dev.rtcrooms.spring;

import dev.rtcrooms.Feature;
import dev.rtcrooms.spi.Admission;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.RoomListener;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** Lets a context find only components that concern rooms. For the thread that starts it. */
final class RoomsTestInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  /** Of auto-configurations, only those that {@link RoomsTest} imports. */
  static final String ALONE = "spring.boot.enableautoconfiguration=false";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    context.getBeanFactory().registerSingleton("roomsTestFilter", new Others());
  }

  /** The components that a test of rooms does without. */
  private static final class Others extends TypeExcludeFilter {

    private static final List<AssignableTypeFilter> OURS =
        List.of(
            new AssignableTypeFilter(Feature.Factory.class),
            new AssignableTypeFilter(Authenticator.class),
            new AssignableTypeFilter(Admission.class),
            new AssignableTypeFilter(HistoryStore.class),
            new AssignableTypeFilter(RoomListener.class),
            new AssignableTypeFilter(RoomsBuilderCustomizer.class));

    @Override
    public boolean match(MetadataReader type, MetadataReaderFactory types) throws IOException {
      if (type.getAnnotationMetadata().hasAnnotatedMethods(RoomCommand.class.getName())) {
        return false;
      }
      for (AssignableTypeFilter each : OURS) {
        if (each.match(type, types)) {
          return false;
        }
      }
      return true;
    }

    /** Contexts with equal filters are shared between test classes. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Others;
    }

    @Override
    public int hashCode() {
      return Others.class.hashCode();
    }
  }
}
