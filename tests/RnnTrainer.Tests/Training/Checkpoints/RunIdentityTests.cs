using System.Reflection;
using System.Text.RegularExpressions;
using RnnTrainer.Training.Checkpoints;

namespace RnnTrainer.Tests.Training.Checkpoints;

/// <summary>What tells runs apart: every option that counts, as a typed value.</summary>
[TestClass]
public sealed partial class RunIdentityTests
{
    private static readonly RnnOptions Rich = new()
    {
        Optimizer = new RnnAdamW { Beta1 = 0.8f },
        Schedule = new RnnOneCycleSchedule(),
        ClassWeights = RnnClassWeights.Of(1, 2.5f),
        Augmentation = new RnnAugmentation { Noise = 0.1f },
        EarlyStopping = new RnnEarlyStopping { Patience = 3 },
    };

    [TestMethod]
    public void EveryOptionIsAFieldOrIsLeftOutOnPurpose()
    {
        string[] options = [.. typeof(RnnOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name)];
        CollectionAssert.IsSubsetOf(OptionFields.LeftOut.ToArray(), options);
        CollectionAssert.AreEquivalent(options.Except(OptionFields.LeftOut).ToArray(), OptionFields.Of(Rich).Select(field => field.Name).Where(name => !name.Contains('.', StringComparison.Ordinal)).ToArray());
    }

    [TestMethod]
    public void RecordsWithinOptionsAreFieldsOfTheirOwn()
    {
        Dictionary<string, object?> fields = OptionFields.Of(Rich).ToDictionary(field => field.Name, field => field.Value);
        Assert.AreEqual("RnnAdamW", fields["Optimizer"]);
        Assert.AreEqual((double)0.8f, fields["Optimizer.Beta1"]);
        Assert.AreEqual(2L, fields["ClassWeights.Weights"]);
        Assert.AreEqual(2.5, fields["ClassWeights.Weights[1]"]);
        Assert.AreEqual(3L, fields["EarlyStopping.Patience"]);
        Assert.IsTrue(fields.ContainsKey("Steps") && fields["Steps"] is null);
    }

    // A sentence could be reworded, and would then make every checkpoint one of another run.
    [TestMethod]
    public void NoFieldIsASentence()
    {
        foreach (RnnOptions options in new[] { new(), Rich, RnnOptions.Tutorial, RnnOptions.Lstm, RnnOptions.Gru, RnnOptions.Accurate, RnnOptions.SimpleRnn })
        {
            foreach (IdentityField field in OptionFields.Of(options).Where(field => field.Value is string))
                StringAssert.Matches((string)field.Value!, OneWord(), field.Name);
        }
    }

    [TestMethod]
    public void AnOptionThatDidNotExistHasTheValueOfThen()
    {
        RunIdentity now = Identity(new RnnOptions { Dropout = 0.25f }), then = now with { Fields = [.. now.Fields.Where(field => field.Name != nameof(RnnOptions.Dropout))] };
        Assert.AreEqual((nameof(RnnOptions.Dropout), "missing", "0.25"), now.Difference(then));
        Assert.AreEqual((nameof(RnnOptions.Dropout), "0", "0.25"), now.Difference(then, new Dictionary<string, object?> { [nameof(RnnOptions.Dropout)] = 0.0 }));
        Assert.IsNull(now.Difference(then, new Dictionary<string, object?> { [nameof(RnnOptions.Dropout)] = 0.25 }));
        Assert.AreEqual((nameof(RnnOptions.Dropout), "0.25", "missing"), then.Difference(now));
    }

    [TestMethod]
    public void AnotherNetworkIsNamedFirst()
    {
        RunIdentity one = Identity(new()), other = one with { Network = NetworkForms.Of(2, 3, 5, 2) };
        Assert.AreEqual("network", one.Difference(other)?.Name);
        Assert.IsNull(one.Difference(one with { Network = NetworkForms.Of(2, 3, 4, 2) }));
    }

    private static RunIdentity Identity(RnnOptions options) => new(NetworkForms.Of(2, 3, 4, 2), [.. OptionFields.Of(options)]);

    [GeneratedRegex(@"^\w+(, \w+)*$")]
    private static partial Regex OneWord();
}
