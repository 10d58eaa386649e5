namespace RnnTrainer.Tests.Build;

/// <summary>The packages as applications use them: packed, restored from a folder, built, published and run.</summary>
[TestClass]
public sealed partial class PackageTests
{
    private static PackageFeed Packages { get; set; } = null!;

    [ClassInitialize]
    public static void Pack(TestContext context)
    {
        Packages = new PackageFeed();
        WriteApplication();
    }

    [ClassCleanup]
    public static void Delete() => Packages.Dispose();
}
