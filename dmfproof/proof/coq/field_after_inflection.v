(* Made by `dmfproof export field_after_inflection --to coq`; do not edit. *)

Require Import Reals Lra Lia.
Open Scope R_scope.

(* A claim is an exact identity away from facts that are known: p = (nonnegative) + (zero). *)
Lemma by_identity : forall p t i : R, p = t + i -> i = 0 -> 0 <= t -> 0 <= p.
Proof. intros; lra. Qed.
Lemma by_identity_strict : forall p t i : R, p = t + i -> i = 0 -> 0 < t -> 0 < p.
Proof. intros; lra. Qed.
Lemma by_equations : forall p t i : R, p = t + i -> i = 0 -> t = 0 -> p = 0.
Proof. intros; lra. Qed.
Lemma zero_plus : forall p q : R, p = 0 -> q = 0 -> p + q = 0.
Proof. intros; lra. Qed.
Lemma zero_times : forall p q : R, q = 0 -> p * q = 0.
Proof. intros p q H; rewrite H; ring. Qed.
Lemma divide : forall f p : R, 0 < f -> 0 <= f * p -> 0 <= p.
Proof. intros f p F H. apply (Rmult_le_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_strict : forall f p : R, 0 < f -> 0 < f * p -> 0 < p.
Proof. intros f p F H. apply (Rmult_lt_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_equation : forall f p : R, 0 < f -> f * p = 0 -> p = 0.
Proof. intros f p F H. destruct (Rmult_integral _ _ H); [lra | assumption]. Qed.
Ltac identity := unfold Rsqr; first [ring | field].

(* a^n + a^(n-1) b + ... + b^n *)
Definition power_sum (a b : R) (n : nat) : R := sum_f_R0 (fun j => a ^ (n - j) * b ^ j) n.
Lemma power_sum_S : forall (a b : R) (n : nat), power_sum a b (S n) = a * power_sum a b n + b ^ S n.
Proof.
  intros a b n. unfold power_sum. rewrite tech5, scal_sum. f_equal.
  - apply sum_eq. intros i Hi. replace (S n - i)%nat with (S (n - i)) by lia. simpl. ring.
  - replace (S n - S n)%nat with 0%nat by lia. simpl. ring.
Qed.

Definition depth (n : nat) : R := INR n + 2.
Lemma depth_0 : depth 0 = 2. Proof. unfold depth; simpl; ring. Qed.
Lemma depth_S : forall n, depth (S n) = depth n + 1. Proof. intro n; unfold depth; rewrite S_INR; ring. Qed.

Fixpoint seq_V (x : R) (n' : nat) : R := match n' with O => 1 | S n' => (x)*(seq_V x n') end.
Lemma seq_V_0 : forall (x : R), seq_V x 0 = 1. Proof. reflexivity. Qed.
Lemma seq_V_S : forall (x : R) (n' : nat), seq_V x (S n') = (x)*(seq_V x n'). Proof. reflexivity. Qed.
Lemma seq_V_is : forall (x : R) (n' : nat), seq_V x n' = (x) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_V_0; unfold power_sum; simpl; ring|]. rewrite seq_V_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem field_after_inflection_sequences : forall (x lam : R) (n' : nat),
  0 <= (x) ->
  0 <= (-(((depth n') - 1)*lam - (2*(depth n') - 1)*x^2*(seq_V x n'))) ->
  0 <= (lam - x^2*(seq_V x n')) ->
  0 <= ((x*(seq_V x n')*(lam - x^2*(seq_V x n')))) /\
  0 <= (-((seq_V x n')*(((depth n') - 1)*lam - (2*(depth n') - 1)*x^2*(seq_V x n')))) /\
  0 <= (-(x*(seq_V x n')*(lam - x^2*(seq_V x n')))*((seq_V x n')*(((depth n') - 1)*lam - (2*(depth n') - 1)*x^2*(seq_V x n')))).
Proof.
  intros x lam n' F_x_nonneg F_after F_below.
  assert (F_depth : forall m', 0 <= ((depth m') - 2)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_V_nonneg : forall m', 0 <= ((seq_V x m'))).
  { induction m' as [|m' F_V_nonneg_m].
  - assert (E : ((seq_V x 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_V_0 x); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_V x (S m'))) = (0 + (((seq_V x m')) * (x))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S x m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_V_nonneg_m F_x_nonneg))).
  }
  assert (F_power_nonneg : forall m', 0 <= (x^2*(seq_V x m'))).
  { intro m'. 
    assert (E : (x^2*(seq_V x m')) = (0 + (((seq_V x m')) * ((x) * (x)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_V_nonneg m') (Rmult_le_pos _ _ F_x_nonneg F_x_nonneg)))).
  }
  assert (F_depth_gt_1 : forall m', 0 < ((depth m') - 1)).
  { intro m'. 
    assert (E : ((depth m') - 1) = ((0 + (1)) + ((depth m') - 2)) + 0) by (identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_le_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0) (F_depth m'))).
  }
  assert (F_field : 0 <= ((x*(seq_V x n')*(lam - x^2*(seq_V x n'))))).
  { 
    assert (E : ((x*(seq_V x n')*(lam - x^2*(seq_V x n')))) = (0 + (((seq_V x n')) * ((lam - x^2*(seq_V x n')) * (x)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_V_nonneg n') (Rmult_le_pos _ _ F_below F_x_nonneg)))).
  }
  assert (F_slope : 0 <= (-((seq_V x n')*(((depth n') - 1)*lam - (2*(depth n') - 1)*x^2*(seq_V x n'))))).
  { 
    assert (E : (-((seq_V x n')*(((depth n') - 1)*lam - (2*(depth n') - 1)*x^2*(seq_V x n')))) = (0 + (((seq_V x n')) * (-(((depth n') - 1)*lam - (2*(depth n') - 1)*x^2*(seq_V x n'))))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_V_nonneg n') F_after))).
  }
  assert (F_product : 0 <= (-(x*(seq_V x n')*(lam - x^2*(seq_V x n')))*((seq_V x n')*(((depth n') - 1)*lam - (2*(depth n') - 1)*x^2*(seq_V x n'))))).
  { 
    assert (E : (-(x*(seq_V x n')*(lam - x^2*(seq_V x n')))*((seq_V x n')*(((depth n') - 1)*lam - (2*(depth n') - 1)*x^2*(seq_V x n')))) = (0 + (((x*(seq_V x n')*(lam - x^2*(seq_V x n')))) * (-((seq_V x n')*(((depth n') - 1)*lam - (2*(depth n') - 1)*x^2*(seq_V x n')))))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_field F_slope))).
  }
  exact (conj F_field (conj F_slope (F_product))).
Qed.

Theorem field_after_inflection : forall (N : nat) (x lam : R), (2 <= N)%nat ->
  0 <= (x) ->
  0 <= (-((INR N - 1)*lam - (2*INR N - 1)*x^2*((x) ^ (N - 2)))) ->
  0 <= (lam - x^2*((x) ^ (N - 2))) ->
  0 <= ((x*((x) ^ (N - 2))*(lam - x^2*((x) ^ (N - 2))))) /\
  0 <= (-(((x) ^ (N - 2))*((INR N - 1)*lam - (2*INR N - 1)*x^2*((x) ^ (N - 2))))) /\
  0 <= (-(x*((x) ^ (N - 2))*(lam - x^2*((x) ^ (N - 2))))*(((x) ^ (N - 2))*((INR N - 1)*lam - (2*INR N - 1)*x^2*((x) ^ (N - 2))))).
Proof.
  intros N x lam HN F_x_nonneg F_after F_below.
  assert (DN : INR N = depth (N - 2)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DV : ((x) ^ (N - 2)) = (seq_V x (N - 2))) by (rewrite seq_V_is; replace (N - 2 + 0)%nat with (N - 2)%nat by lia; reflexivity).
  rewrite ?DN, ?DV in F_x_nonneg.
  rewrite ?DN, ?DV in F_after.
  rewrite ?DN, ?DV in F_below.
  rewrite ?DN, ?DV.
  exact (field_after_inflection_sequences x lam (N - 2) F_x_nonneg F_after F_below).
Qed.

Print Assumptions field_after_inflection.
