package dev.rtcrooms.spring;

import dev.rtcrooms.Feature;
import dev.rtcrooms.ice.IceServers;
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
import org.springframework.core.type.filter.AbstractTypeHierarchyTraversingFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;

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

    private static final List<TypeFilter> OURS =
        List.of(
            new HandlesCommands(),
            new AssignableTypeFilter(Feature.Factory.class),
            new AssignableTypeFilter(IceServers.class),
            new AssignableTypeFilter(DefaultStreams.class),
            new AssignableTypeFilter(Authenticator.class),
            new AssignableTypeFilter(Admission.class),
            new AssignableTypeFilter(HistoryStore.class),
            new AssignableTypeFilter(RoomListener.class),
            new AssignableTypeFilter(RoomsBuilderCustomizer.class));

    @Override
    public boolean match(MetadataReader type, MetadataReaderFactory types) throws IOException {
      for (TypeFilter each : OURS) {
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

  /** With a method of its own, or an inherited one. */
  private static final class HandlesCommands extends AbstractTypeHierarchyTraversingFilter {

    HandlesCommands() {
      super(/* considerInherited= */ true, /* considerInterfaces= */ true);
    }

    @Override
    protected boolean matchSelf(MetadataReader type) {
      return type.getAnnotationMetadata().hasAnnotatedMethods(RoomCommand.class.getName());
    }

    @Override
    protected @Nullable Boolean matchSuperClass(String name) {
      return matchInterface(name);
    }

    /** Classes of the JDK are not read. */
    @Override
    protected @Nullable Boolean matchInterface(String name) {
      return name.startsWith("java.") ? false : null;
    }
  }
}
