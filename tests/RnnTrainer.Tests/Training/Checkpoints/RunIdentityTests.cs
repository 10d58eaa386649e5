using System.Reflection;
using System.Text.RegularExpressions;
using RnnTrainer.Training.Checkpoints;
using RnnTrainer.Values;

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

    /// <summary>Another value of an option makes another run, unless the option says that it does not matter.</summary>
    [TestMethod]
    public void EveryOptionIsAFieldOrIsLeftOutOnPurpose()
    {
        IdentityField[] standard = [.. OptionFields.Of(new())];
        foreach ((PropertyInfo property, RnnOptions other) in OptionSamples.Each)
        {
            bool isLeftOut = property.IsDefined(typeof(NotInIdentityAttribute));
            Assert.AreEqual(!isLeftOut, OptionFields.Of(other).Except(standard).Any(field => field.Name == property.Name), property.Name);
            Assert.AreEqual(isLeftOut, Identity(new()).Difference(Identity(other)) is null, property.Name);
        }
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
        foreach (RnnOptions options in OptionSamples.Presets.Select(preset => preset.Options).Append(Rich).Append(new()))
        {
            foreach (IdentityField field in OptionFields.Of(options).Where(field => field.Value is string))
                StringAssert.Matches((string)field.Value!, OneWord(), field.Name);
        }
    }

    /// <summary>A checkpoint that is older than an option did what the option's default does, within other records too.</summary>
    [TestMethod]
    public void AnOptionThatDidNotExistHasItsDefault()
    {
        RnnOptions without = new() { Augmentation = new() { TimeShift = 2 } };
        RnnOptions dropout = without with { Dropout = 0.25f };
        RnnOptions noise = without with { Augmentation = new() { TimeShift = 2, Noise = 0.5f } };
        RunIdentity older = Without("Augmentation.Noise", Without(nameof(RnnOptions.Dropout), Identity(without)));
        Assert.IsNull(Identity(without).Difference(older));
        Assert.AreEqual((nameof(RnnOptions.Dropout), "0", "0.25"), Identity(dropout).Difference(older));
        Assert.AreEqual(("Augmentation.Noise", "0", "0.5"), Identity(noise).Difference(older));
        Assert.AreEqual(("Augmentation.Noise", "0.5", "missing"), older.Difference(Identity(noise)));
    }

    [TestMethod]
    public void DataHaveNoDefault()
    {
        RunIdentity now = Identity(new()), other = now with { Fields = [.. now.Fields, new("training data", "hash 1")] };
        Assert.AreEqual(("training data", "missing", "hash 1"), other.Difference(now));
    }

    [TestMethod]
    public void AnotherNetworkIsNamedFirst()
    {
        RunIdentity one = Identity(new()), other = one with { Network = NetworkForms.Of(2, 3, 5, 2) };
        Assert.AreEqual("network", one.Difference(other)?.Name);
        Assert.IsNull(one.Difference(one with { Network = NetworkForms.Of(2, 3, 4, 2) }));
    }

    private static RunIdentity Identity(RnnOptions options) => new(NetworkForms.Of(2, 3, 4, 2), [.. OptionFields.Of(options)])
    {
        FieldsBefore = [.. OptionFields.DefaultsOf(options)],
    };

    private static RunIdentity Without(string name, RunIdentity identity) =>
        identity with { Fields = [.. identity.Fields.Where(field => field.Name != name)] };

    [GeneratedRegex(@"^\w+(, \w+)*$")]
    private static partial Regex OneWord();
}
