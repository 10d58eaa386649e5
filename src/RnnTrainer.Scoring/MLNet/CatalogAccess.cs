using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace RnnTrainer.MLNet;

/// <summary>From a catalog of an MLContext to the context.</summary>
internal static class CatalogAccess
{
    /// <summary>The context that a catalog belongs to.</summary>
    public static IHostEnvironment EnvironmentOf(TransformsCatalog catalog) => Environment(catalog);

    /// <inheritdoc cref="EnvironmentOf(TransformsCatalog)"/>
    public static IHostEnvironment EnvironmentOf(DataOperationsCatalog catalog) => Environment(catalog);

    /// <inheritdoc cref="EnvironmentOf(TransformsCatalog)"/>
    public static IHostEnvironment EnvironmentOf(TrainCatalogBase.CatalogInstantiatorBase catalog) => Environment(catalog);

    /// <inheritdoc cref="EnvironmentOf(TransformsCatalog)"/>
    public static IHostEnvironment EnvironmentOf(TrainCatalogBase catalog) => Environment(catalog);

    private static IHostEnvironment Environment(IInternalCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.Environment;
    }
}
