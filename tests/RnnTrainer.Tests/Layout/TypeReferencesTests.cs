using System.Collections;

namespace RnnTrainer.Tests.Layout;

/// <summary>References of every sort are found, for the test of the folders is worth no more than that.</summary>
[TestClass]
public sealed class TypeReferencesTests
{
    private static readonly ILookup<Type, Type> References =
        TypeReferences.In(typeof(TypeReferencesTests).Assembly).ToLookup(pair => pair.From, pair => pair.To);

    [TestMethod]
    [DataRow(typeof(Stream), DisplayName = "base")]
    [DataRow(typeof(IEnumerable), DisplayName = "interface")]
    [DataRow(typeof(UriBuilder), DisplayName = "constraint of the type")]
    [DataRow(typeof(Version), DisplayName = "field, in a list of arrays")]
    [DataRow(typeof(Random), DisplayName = "parameter")]
    [DataRow(typeof(Uri), DisplayName = "result")]
    [DataRow(typeof(Lazy<>), DisplayName = "property")]
    [DataRow(typeof(ObsoleteAttribute), DisplayName = "attribute of a member")]
    [DataRow(typeof(TimeProvider), DisplayName = "constraint of a method")]
    [DataRow(typeof(GC), DisplayName = "call")]
    [DataRow(typeof(TimeoutException), DisplayName = "catch")]
    [DataRow(typeof(Progress<>), DisplayName = "typeof")]
    [DataRow(typeof(Half), DisplayName = "argument of a generic call")]
    [DataRow(typeof(StringWriter), DisplayName = "new, in a lambda")]
    [DataRow(typeof(BitConverter), DisplayName = "call, in an iterator")]
    public void AReferenceIsFound(Type type) => Assert.Contains(type, References[typeof(ReferringType<>)]);

    [TestMethod]
    public void NothingElseIsFound()
    {
        Assert.DoesNotContain(typeof(StringReader), References[typeof(ReferringType<>)]);
        Assert.DoesNotContain(typeof(ReferringType<>), References[typeof(ReferringType<>)]);
    }
}
